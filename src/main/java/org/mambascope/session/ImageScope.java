package org.mambascope.session;

/** Over which images statistics are shown. */
public enum ImageScope {
    /** Over all analysed images. */
    AVERAGE,
    /** A few images, each by itself over what they show together. */
    OVERLAY,
    /** Over the chosen image alone. */
    ONE
}
