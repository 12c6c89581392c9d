package org.mambascope.report.page;

import org.mambascope.activation.PointStatistics;
import org.mambascope.base.FileFailure;
import org.mambascope.base.Progress;
import org.mambascope.base.file.AtomicFile;
import org.mambascope.report.chart.Figure;
import org.mambascope.report.chart.FigureSize;
import org.mambascope.report.chart.FigureTheme;
import org.mambascope.report.export.FigureFile;
import org.mambascope.report.figure.PointFigure;
import org.mambascope.report.figure.StatisticsTables;
import org.mambascope.report.table.TableFormat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes what an analysis found into a folder: {@code report.html}, {@code statistics.json}, {@code
 * statistics.csv}, and for every chosen point a folder with its tables and figures.
 *
 * @param folder created if it is not there
 * @param model name, for the figures' captions
 * @param theme of the figures
 * @param size of the figures
 * @param formats endings of the figures' files, as {@code svg}
 */
public record AnalysisFolder(
        Path folder, String model, FigureTheme theme, FigureSize size, List<String> formats) {
    /** The page that shows it all. */
    public Path page() {
        return folder.resolve("report.html");
    }

    /** Folder for the files of one point. */
    public Path folderOf(PointStatistics statistics) {
        return folder.resolve("points").resolve(statistics.point().name());
    }

    /**
     * Writes everything.
     *
     * @param report whose points are told in the statistics
     * @param drawn the points that get a folder
     * @throws org.mambascope.base.Problem if the folder cannot be written to
     */
    public void write(AnalysisPage report, List<PointStatistics> drawn, Progress progress) {
        try {
            report.write(page());
            AtomicFile.write(
                    folder.resolve("statistics.json"),
                    StatisticsJson.of(report.facts(), report.points(), report.options()));
            TableFormat.write(
                    StatisticsTables.summary(report.points(), report.options().outlierThreshold()),
                    folder.resolve("statistics.csv"));
            for (int i = 0; i < drawn.size(); i++) {
                progress.checkCancelled();
                progress.report(i, drawn.size(), "Drawing figures");
                writePoint(drawn.get(i), report);
            }
            progress.report(drawn.size(), drawn.size(), "Drawing figures");
        } catch (IOException e) {
            throw FileFailure.writing(folder, e);
        }
    }

    private void writePoint(PointStatistics statistics, AnalysisPage report) throws IOException {
        Path place = folderOf(statistics);
        TableFormat.write(StatisticsTables.tokens(statistics), place.resolve("tokens.csv"));
        TableFormat.write(StatisticsTables.channels(statistics), place.resolve("channels.csv"));
        String caption = model + " · " + report.options().quantity().caption(statistics);
        for (PointFigure kind : report.figures().all()) {
            Figure figure = kind.of(statistics, report.options());
            for (String ending : formats) {
                FigureFile.write(
                        figure, caption, theme, size, place.resolve(kind.id() + "." + ending));
            }
        }
    }
}
