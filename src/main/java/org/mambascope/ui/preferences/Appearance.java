package org.mambascope.ui.preferences;

/** How bright the window is. */
public enum Appearance {
    SYSTEM,
    LIGHT,
    DARK
}
