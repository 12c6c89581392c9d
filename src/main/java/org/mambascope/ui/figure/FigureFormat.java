package org.mambascope.ui.figure;

import org.mambascope.report.Figure;
import org.mambascope.report.FigureFile;
import org.mambascope.report.FigureSize;
import org.mambascope.report.FigureTheme;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** As what a figure may be saved. */
public enum FigureFormat {
    /** Shapes and texts. */
    SVG,
    /** Shapes. */
    PDF,
    /** Pixels. */
    PNG;

    /** Of file names, without the dot. */
    public String ending() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Writes the figure; the file's ending is this format's.
     *
     * @param dpi pixels per inch, where it is made of pixels
     */
    void write(Figure figure, FigureTheme theme, int dpi, Path file) throws IOException {
        FigureSize size = FigureSize.DEFAULT;
        FigureFile.write(figure, theme, new FigureSize(size.width(), size.height(), dpi), file);
    }
}
