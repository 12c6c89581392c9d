package org.mambascope.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.activation.PointStatistics;
import org.mambascope.model.ObservationPoint;
import org.mambascope.report.SampleStatistics;
import org.mambascope.report.export.FigureFile;
import org.mambascope.report.figure.ChannelOutlierFigure;
import org.mambascope.report.figure.FigureOptions;
import org.mambascope.report.figure.HistogramFigure;
import org.mambascope.report.figure.PointMap;
import org.mambascope.report.figure.PointMapFigure;
import org.mambascope.report.figure.TokenChannelFigure;
import org.mambascope.report.figure.TokenRangeFigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Leaves all figures in target/figures, to be looked at. */
class FigureGalleryTest {
    private static final Path FOLDER = Path.of("target", "figures");
    private static final FigureOptions OPTIONS =
            FigureOptions.DEFAULT
                    .withSelectedToken(OptionalInt.of(19))
                    .withLevelBits(OptionalInt.of(4));

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void everyFigureIsDrawnInBothThemesAndSizes(String name) throws IOException {
        FigureTheme theme = name.equals("light") ? FigureTheme.LIGHT : FigureTheme.DARK;
        PointStatistics statistics = SampleStatistics.heavyTailed();
        List<Figure> figures =
                List.of(
                        new TokenChannelFigure(statistics, OPTIONS),
                        new TokenRangeFigure(statistics, OPTIONS, TokenRangeFigure.Measure.RANGE),
                        new TokenRangeFigure(
                                statistics, OPTIONS, TokenRangeFigure.Measure.VARIANCE),
                        new ChannelOutlierFigure(statistics, OPTIONS),
                        new HistogramFigure(statistics, OPTIONS.withPercentiles(true)),
                        new PointMapFigure(map(), Optional.of(statistics.point())));
        for (FigureSize size :
                List.of(new FigureSize(420, 250, 96), new FigureSize(1200, 700, 96))) {
            for (int i = 0; i < figures.size(); i++) {
                Path file = FOLDER.resolve(name + "-" + size.width() + "-" + i + ".png");
                FigureFile.write(figures.get(i), theme, size, file);
                assertThat(Files.size(file)).isGreaterThan(2_000);
            }
        }
    }

    /** Eight blocks of six layers, as of a Vim. */
    private static PointMap map() {
        Map<ObservationPoint, Double> values = new LinkedHashMap<>();
        List<String> kinds =
                List.of("in_proj", "x_proj", "dt_proj", "x_proj_b", "dt_proj_b", "out_proj");
        for (int block = 0; block < 8; block++) {
            for (int row = 0; row < kinds.size(); row++) {
                values.put(
                        new ObservationPoint(
                                "layers." + block + ".mixer." + kinds.get(row) + ".input",
                                block,
                                kinds.get(row),
                                128,
                                SampleStatistics.classTokenInTheMiddle()),
                        3 * Math.exp(row == 5 ? 3 + (block * 5 % 8) / 2.0 : (block + row) % 3));
            }
        }
        return PointMap.of("Kurtosis", values);
    }
}
