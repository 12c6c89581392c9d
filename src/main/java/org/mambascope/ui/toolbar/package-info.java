/** The toolbar: model, workspaces, device, brightness. */
package org.mambascope.ui.toolbar;
