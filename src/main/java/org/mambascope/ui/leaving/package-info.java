/** Saving, and what is asked before something that was made gives way. */
package org.mambascope.ui.leaving;
