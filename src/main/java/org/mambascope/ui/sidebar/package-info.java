/** The left panel: model, images, blocks. */
package org.mambascope.ui.sidebar;
