/** What is open and what is looked at, and the jobs that run in the background. No nodes. */
package org.mambascope.ui.session;
