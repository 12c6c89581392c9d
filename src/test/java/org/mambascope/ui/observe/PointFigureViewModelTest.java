package org.mambascope.ui.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.jfree.data.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.activation.PointStatistics;
import org.mambascope.report.chart.FigureSize;
import org.mambascope.report.chart.FigureTheme;
import org.mambascope.report.figure.ChannelOutlierFigure;
import org.mambascope.report.figure.FigureOptions;
import org.mambascope.report.figure.HistogramFigure;
import org.mambascope.report.figure.OverlaidModel;
import org.mambascope.report.figure.TokenChannelFigure;
import org.mambascope.report.table.TableFormat;
import org.mambascope.session.ObservedSource;
import org.mambascope.ui.ChosenFiles;
import org.mambascope.ui.FakeBackend;
import org.mambascope.ui.FakeMamba;
import org.mambascope.ui.Opened;
import org.mambascope.ui.figure.FigureFormat;
import org.mambascope.ui.run.Runs;
import org.mambascope.ui.session.Session;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

import javax.imageio.ImageIO;

class PointFigureViewModelTest {
    private final Session session = Opened.sample(new FakeBackend());
    private final ChosenFiles dialogs = new ChosenFiles();
    private final ObserveViewModel observe =
            new ObserveViewModel(session, dialogs, new Runs(session));

    @Test
    void saysWhatIsDrawnUntilThePointerReadsSomething() {
        PointFigureViewModel card = observe.figures().named("tokens-channels");
        String subtitle = card.subtitle().getValue();

        card.read(3, 7);
        assertThat(card.subtitle().getValue()).contains("3").contains("channel 7");

        card.stopReading();
        assertThat(card.subtitle().getValue()).isEqualTo(subtitle).contains("3 images");
    }

    @Test
    void aClickedTokenIsMarkedInEveryFigure() {
        observe.figures().named("token-range").pick(5.4);

        assertThat(session.selection().tokenProperty().get()).isEqualTo(OptionalInt.of(5));
        TokenChannelFigure map =
                (TokenChannelFigure)
                        observe.figures().named("tokens-channels").figure().getValue().get();
        assertThat(map.options().selectedToken()).isEqualTo(OptionalInt.of(5));
    }

    @Test
    void keysMoveToNeighbouringTokensAndStopAtTheEnds() {
        observe.figures().named("token-range").pick(16);

        observe.figures().named("token-range").move(1);
        assertThat(session.selection().tokenProperty().get()).isEqualTo(OptionalInt.of(16));

        observe.figures().named("token-range").move(-1);
        assertThat(session.selection().tokenProperty().get()).isEqualTo(OptionalInt.of(15));
    }

    @Test
    void aClickOnAChannelChoosesNoToken() {
        observe.figures().named("channel-outliers").pick(5);

        assertThat(session.selection().tokenProperty().get()).isEqualTo(OptionalInt.of(3));
    }

    @Test
    void theThresholdDecidesWhichChannelsAreNamed() {
        session.options().outlierThresholdProperty().set(20);

        ChannelOutlierFigure figure =
                (ChannelOutlierFigure)
                        observe.figures().named("channel-outliers").figure().getValue().get();
        assertThat(figure.options().outlierThreshold()).isEqualTo(20);
        assertThat(observe.figures().named("channel-outliers").subtitle().getValue())
                .contains("of " + FakeMamba.CHANNELS)
                .contains("20 × median");
    }

    @ParameterizedTest
    @EnumSource(FigureFormat.class)
    void savesTheFigureUnderItsName(FigureFormat format, @TempDir Path folder) {
        dialogs.folder(folder);

        observe.figures().named("long-tail").save(format, FigureTheme.LIGHT, 96);

        assertThat(session.noticeProperty().get()).isEmpty();
        assertThat(folder.toFile().list())
                .singleElement()
                .asString()
                .matches("layers-\\d-mixer-out-proj-input-long-tail\\." + format.ending());
    }

    @Test
    void aSavedFigureSaysOfWhatItIsOnTheChosenPageWithoutTheLastClick(@TempDir Path folder)
            throws IOException {
        dialogs.folder(folder);
        session.selection().tokenProperty().set(OptionalInt.of(2));
        PointFigureViewModel card = observe.figures().named("long-tail");
        card.page().set(FigureSize.Page.COLUMN);

        card.save(FigureFormat.SVG, FigureTheme.LIGHT, 96);
        String plain = onlyFileOf(folder);
        card.marked().set(true);
        card.save(FigureFormat.SVG, FigureTheme.LIGHT, 96);
        String marked = onlyFileOf(folder);

        PointStatistics shown = session.statistics().getValue().orElseThrow();
        assertThat(plain)
                .contains(
                        "<desc>vim · block %d · %s · %d image"
                                .formatted(
                                        shown.point().block(),
                                        shown.point().kind(),
                                        shown.images()),
                        "width=\"321\"");
        assertThat(marked).isNotEqualTo(plain);
    }

    private static String onlyFileOf(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return Files.readString(files.findFirst().orElseThrow());
        }
    }

    @Test
    void isEmptyWithoutAnAnalysis() {
        session.images().clear();

        assertThat(observe.figures().named("long-tail").figure().getValue()).isEmpty();
        assertThat(observe.figures().named("long-tail").title().getValue()).isEmpty();
    }

    @Test
    void swappingPutsThePinnedModelInTheOpenOnesPlaceOnTheSameAxes() {
        session.pinned().pin();
        session.openModel(Path.of("other.pth"));
        Range before = axis(observe.figures().named("long-tail"));
        assertThat(options().comparison().map(OverlaidModel::name)).contains("vim");

        session.options().swappedProperty().set(true);

        assertThat(options().comparison().map(OverlaidModel::name)).contains("other");
        assertThat(axis(observe.figures().named("long-tail"))).isEqualTo(before);
    }

    @Test
    void weightsAreNamedAsWeights() {
        session.selection().sourceProperty().set(ObservedSource.WEIGHTS);

        assertThat(observe.figures().named("tokens-channels").title().getValue())
                .isEqualTo("Outputs × inputs");
        assertThat(observe.figures().named("token-range").title().getValue())
                .isEqualTo("Output-wise range");
        observe.figures().named("token-range").pick(2);
        observe.figures().named("token-range").read(2, 0);
        assertThat(observe.figures().named("token-range").subtitle().getValue())
                .startsWith("output 2 · ");
    }

    @ParameterizedTest
    @EnumSource(TableFormat.class)
    void savesTheNumbersOfAFigure(TableFormat format, @TempDir Path folder) {
        dialogs.folder(folder);

        observe.figures().named("long-tail").numbers().save(format);

        assertThat(session.noticeProperty().get()).isEmpty();
        assertThat(folder.toFile().list())
                .singleElement()
                .asString()
                .endsWith("long-tail." + format.ending());
    }

    @ParameterizedTest
    @ValueSource(ints = {96, 300})
    void aPictureOfPixelsHasTheChosenResolution(int dpi, @TempDir Path folder) throws IOException {
        dialogs.folder(folder);

        observe.map().figure().save(FigureFormat.PNG, FigureTheme.LIGHT, dpi);

        BufferedImage picture = ImageIO.read(folder.resolve("vim-kurtosis.png").toFile());
        assertThat(picture.getWidth()).isEqualTo(Math.round(673 * dpi / 96.0f));
    }

    private FigureOptions options() {
        return ((HistogramFigure)
                        observe.figures().named("long-tail").figure().getValue().orElseThrow())
                .options();
    }

    private static Range axis(PointFigureViewModel card) {
        return card.figure()
                .getValue()
                .orElseThrow()
                .chart(FigureTheme.LIGHT)
                .getXYPlot()
                .getDomainAxis()
                .getRange();
    }
}
