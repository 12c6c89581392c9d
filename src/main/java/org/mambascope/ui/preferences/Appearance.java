package org.mambascope.ui.preferences;

/** Brightness of the window. */
public enum Appearance {
    SYSTEM,
    LIGHT,
    DARK
}
