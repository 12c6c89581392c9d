/** The about box: versions, device, licences. */
package org.mambascope.ui.about;
