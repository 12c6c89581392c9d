package org.mambascope.ui.figure;

import java.util.Locale;

/** As what a figure may be saved. */
public enum FigureFormat {
    /** Shapes, texts too. */
    SVG,
    /** Shapes, texts too. */
    PDF,
    /** Pixels. */
    PNG;

    /** Of file names, without the dot. */
    public String ending() {
        return name().toLowerCase(Locale.ROOT);
    }
}
