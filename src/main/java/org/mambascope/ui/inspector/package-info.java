/** The right panel: what the selection means. */
package org.mambascope.ui.inspector;
