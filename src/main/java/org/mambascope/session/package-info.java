/** The session file: an analysis, its runs, searches and the plan, as one JSON. */
package org.mambascope.session;
