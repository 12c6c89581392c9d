package org.mambascope.ui.session;

/** Over which images statistics are shown. */
public enum Scope {
    /** Over all analysed images. */
    AVERAGE,
    /** Over the chosen image alone. */
    ONE
}
