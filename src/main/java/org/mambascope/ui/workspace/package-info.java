/** The window's workspaces: each a view of its own with a panel beside it. */
package org.mambascope.ui.workspace;
