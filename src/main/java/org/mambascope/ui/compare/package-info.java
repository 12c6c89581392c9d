/** Compare: what was made, how good and how fast it is, and where it differs. */
package org.mambascope.ui.compare;
