/** Models that were made in the window and what was measured of them. */
package org.mambascope.ui.run;
