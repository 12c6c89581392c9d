/** The bit plan of the window: bits and estimated SQNR of each layer, undo, plan files. */
package org.mambascope.ui.plan;
