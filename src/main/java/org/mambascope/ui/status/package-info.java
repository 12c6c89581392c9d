/** The status line: what is going on. */
package org.mambascope.ui.status;
