/** Small controls that several views use, and what they look like. */
package org.mambascope.ui.control;
