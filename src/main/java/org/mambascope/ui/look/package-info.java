/** The look of the window: themes, typefaces, text sizes. */
package org.mambascope.ui.look;
