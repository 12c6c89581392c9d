package org.mambascope.ui.figure;

import org.mambascope.report.Figure;
import org.mambascope.report.FigureFile;
import org.mambascope.report.FigureSize;
import org.mambascope.report.FigureTheme;
import org.mambascope.report.TableFormat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** As what a figure may be saved. */
public enum FigureFormat {
    SVG,
    PDF,
    PNG,
    CSV;

    /** Of file names, without the dot. */
    public String ending() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Writes the figure or its numbers; the file's ending is this format's. */
    void write(Figure figure, FigureTheme theme, Path file) throws IOException {
        switch (this) {
            case SVG, PDF, PNG -> FigureFile.write(figure, theme, FigureSize.DEFAULT, file);
            case CSV -> TableFormat.write(figure.data(), file);
        }
    }
}
