/**
 * The start of the program: {@link org.mambascope.Main} opens the window, runs a command, or
 * without a display writes a page.
 */
package org.mambascope;
