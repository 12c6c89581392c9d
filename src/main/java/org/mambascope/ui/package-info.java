/**
 * The window: JavaFX, and nothing of JavaFX elsewhere. Each part has a view model (properties and
 * commands, tested without a window) and a view (nodes and bindings, no logic); all share one
 * session.
 */
package org.mambascope.ui;
