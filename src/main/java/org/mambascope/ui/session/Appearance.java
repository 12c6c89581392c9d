package org.mambascope.ui.session;

/** How bright the window is. */
public enum Appearance {
    SYSTEM,
    LIGHT,
    DARK
}
