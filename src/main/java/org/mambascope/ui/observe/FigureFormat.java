package org.mambascope.ui.observe;

import org.mambascope.report.Figure;
import org.mambascope.report.FigureFile;
import org.mambascope.report.FigureSize;
import org.mambascope.report.FigureTheme;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** As what a figure may be saved. */
public enum FigureFormat {
    SVG,
    PDF,
    PNG;

    /** Of file names, without the dot. */
    public String ending() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Writes the figure; the file's ending is this format's. */
    void write(Figure figure, FigureTheme theme, Path file) throws IOException {
        FigureFile.write(figure, theme, FigureSize.DEFAULT, file);
    }
}
