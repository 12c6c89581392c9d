package org.mambascope.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.activation.PointStatistics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
                        new TokenChannelMap(statistics, OPTIONS),
                        new TokenRange(statistics, OPTIONS, TokenRange.Measure.RANGE),
                        new TokenRange(statistics, OPTIONS, TokenRange.Measure.VARIANCE),
                        new ChannelOutlierFigure(statistics, OPTIONS),
                        new LongTail(statistics, OPTIONS.withPercentiles(true)));
        for (FigureSize size :
                List.of(new FigureSize(420, 250, 96), new FigureSize(1200, 700, 96))) {
            for (int i = 0; i < figures.size(); i++) {
                Path file = FOLDER.resolve(name + "-" + size.width() + "-" + i + ".png");
                FigureFile.write(figures.get(i), theme, size, file);
                assertThat(Files.size(file)).isGreaterThan(2_000);
            }
        }
    }
}
