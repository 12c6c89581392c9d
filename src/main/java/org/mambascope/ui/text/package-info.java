/** The window's words and figures. */
package org.mambascope.ui.text;
