package org.mambascope.report.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mambascope.activation.ChannelOutliers;
import org.mambascope.activation.PointStatistics;
import org.mambascope.base.Problem;
import org.mambascope.report.SampleStatistics;
import org.mambascope.report.chart.Figure;
import org.mambascope.report.chart.FigureSize;
import org.mambascope.report.chart.FigureTest;
import org.mambascope.report.chart.FigureTheme;
import org.mambascope.report.figure.ChannelOutlierFigure;
import org.mambascope.report.figure.FigureOptions;
import org.mambascope.report.figure.HistogramFigure;
import org.mambascope.report.figure.TokenChannelFigure;
import org.mambascope.report.figure.TokenRangeFigure;
import org.xml.sax.InputSource;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;

class FigureFileTest {
    private static final PointStatistics STATISTICS = SampleStatistics.heavyTailed();
    private static final FigureOptions OPTIONS =
            FigureOptions.DEFAULT
                    .withSelectedToken(OptionalInt.of(19))
                    .withLevelBits(OptionalInt.of(4));

    @TempDir Path folder;

    @Test
    void svgSaysTitlesAxesAndLabelsAsText() {
        Figure figure = new TokenRangeFigure(STATISTICS, OPTIONS, TokenRangeFigure.Measure.RANGE);

        assertThat(FigureFile.svgElement(figure, FigureTheme.LIGHT, FigureSize.DEFAULT, "figure"))
                .contains(
                        ">Token-wise range<",
                        ">min–max and ±3σ over 8 images<",
                        ">token 19<",
                        ">class token<",
                        ">token position<",
                        ">activation<");
    }

    @Test
    void svgNamesTheStrongestOutliersAndTheThreshold() {
        Figure figure = new ChannelOutlierFigure(STATISTICS, OPTIONS);
        ChannelOutliers.Outlier strongest = ChannelOutliers.of(STATISTICS).channels().getFirst();

        assertThat(FigureFile.svgElement(figure, FigureTheme.DARK, FigureSize.DEFAULT, "figure"))
                .contains(
                        ">ch " + strongest.channel() + " · ",
                        ">6 × median<",
                        "fill:rgb(240,138,84)");
    }

    @Test
    void svgIsWellFormed() throws Exception {
        var parser = DocumentBuilderFactory.newInstance();
        parser.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        for (Figure figure : FigureTest.figures(STATISTICS, OPTIONS)) {
            String svg = FigureFile.svg(sheet(figure, "", FigureSize.DEFAULT));

            var document =
                    parser.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));

            assertThat(document.getDocumentElement().getAttribute("width")).isEqualTo("720");
        }
    }

    @Test
    void svgIsTheSameEveryTime() {
        Figure figure = new TokenChannelFigure(STATISTICS, OPTIONS);

        assertThat(FigureFile.svgElement(figure, FigureTheme.LIGHT, FigureSize.DEFAULT, "figure"))
                .isEqualTo(
                        FigureFile.svgElement(
                                figure, FigureTheme.LIGHT, FigureSize.DEFAULT, "figure"))
                .contains("image-rendering:pixelated");
    }

    @Test
    void anSvgFileNeedsNoFontAndSaysWhatItShows() {
        Figure figure = new HistogramFigure(STATISTICS, OPTIONS);

        String svg =
                FigureFile.svg(
                        sheet(figure, "vim-fmnist · block 4 · out_proj", FigureSize.DEFAULT));

        assertThat(svg)
                .doesNotContain("<text ")
                .contains(
                        "<title>Long tail</title>",
                        "<desc>vim-fmnist · block 4 · out_proj · " + figure.subtitle() + "</desc>");
    }

    @ParameterizedTest(name = "{0}: {1} × {2} mm")
    @CsvSource({"COLUMN,85,68", "TWO_COLUMNS,178,100", "SLIDE,338.67,190.5"})
    void pagesHaveTheirSizeAndTextsOneCanRead(FigureSize.Page page, double width, double height) {
        FigureSize size = page.at(96);
        double points = FigureTheme.LIGHT.tickSize() * size.magnification() * 72 / 96;

        assertThat(size.width() * 25.4 / 96).isCloseTo(width, within(0.15));
        assertThat(size.height() * 25.4 / 96).isCloseTo(height, within(0.15));
        assertThat(points).isGreaterThanOrEqualTo(page == FigureSize.Page.SLIDE ? 14 : 7);
        assertThat(FigureSize.Page.named(page.id())).isEqualTo(page);
    }

    @Test
    void anUnknownPageIsRefusedByName() {
        assertThatThrownBy(() -> FigureSize.Page.named("two-column"))
                .isInstanceOf(Problem.class)
                .hasMessageContainingAll("--size", "two-column", "two-columns");
    }

    @ParameterizedTest
    @EnumSource(FigureSize.Page.class)
    void aLongCaptionIsBrokenIntoLinesAndDrawnWhole(FigureSize.Page page) {
        Figure figure = new TokenRangeFigure(STATISTICS, OPTIONS, TokenRangeFigure.Measure.RANGE);
        String caption = "localvmamba-fmnist PTS + JLSS W4A4 · block 4 · out_proj · 32 images";

        BufferedImage without = FigureFile.image(sheet(figure, "", page.at(96)));
        BufferedImage with = FigureFile.image(sheet(figure, caption, page.at(96)));

        assertThat(ink(with, with.getWidth() - 6)).as("ink at the right edge").isZero();
        assertThat(difference(with, without)).isGreaterThan(1);
    }

    @Test
    void theMarkOfTheLastClickIsLeftOutOnRequest() {
        for (Figure figure : FigureTest.figures(STATISTICS, OPTIONS)) {
            String marked =
                    FigureFile.svgElement(figure, FigureTheme.LIGHT, FigureSize.DEFAULT, "a");
            String unmarked =
                    FigureFile.svgElement(
                            figure.unmarked(), FigureTheme.LIGHT, FigureSize.DEFAULT, "a");

            assertThat(unmarked).doesNotContain("token 19");
            assertThat(figure.unmarked().data()).isEqualTo(figure.data());
            assertThat(marked.equals(unmarked)).isEqualTo(figure.unmarked().equals(figure));
        }
    }

    private static FigureSheet sheet(Figure figure, String caption, FigureSize size) {
        return new FigureSheet(figure, caption, FigureTheme.LIGHT, size);
    }

    /** Pixels that are not background right of a column. */
    private static long ink(BufferedImage image, int from) {
        return IntStream.range(from, image.getWidth())
                .mapToLong(
                        x ->
                                IntStream.range(0, image.getHeight())
                                        .filter(y -> (image.getRGB(x, y) & 0xffffff) != 0xffffff)
                                        .count())
                .sum();
    }

    @Test
    void pngHasItsPixelsResolutionAndDarkBackground() throws IOException {
        Path file = folder.resolve("new/tail.PNG");

        FigureFile.write(
                new HistogramFigure(STATISTICS, OPTIONS),
                FigureTheme.DARK,
                new FigureSize(420, 250, 192),
                file);

        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(image.getWidth()).isEqualTo(840);
        assertThat(image.getHeight()).isEqualTo(500);
        assertThat(image.getRGB(2, 2)).isEqualTo(FigureTheme.DARK.background().getRGB());
        assertThat(pixelsPerMetre(Files.readAllBytes(file))).isEqualTo(7559);
    }

    @Test
    void pdfIsOnePageThatLooksLikeThePixelsWithoutFontsOfItsOwn() throws IOException {
        Path file = folder.resolve("map.pdf");
        Figure figure = new TokenChannelFigure(STATISTICS, OPTIONS);

        FigureFile.write(figure, FigureTheme.LIGHT, FigureSize.DEFAULT, file);

        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            PDRectangle page = document.getPage(0).getMediaBox();
            BufferedImage seen = new PDFRenderer(document).renderImageWithDPI(0, 96);
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(page.getWidth()).isEqualTo(720 * 72 / 96f);
            assertThat(page.getHeight()).isEqualTo(420 * 72 / 96f);
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Tokens × channels");
            assertThat(fonts(document)).isEmpty();
            assertThat(difference(seen, pixels(figure))).isLessThan(6);
            assertThat(difference(seen, blank())).isGreaterThan(12);
        }
    }

    private static List<String> fonts(PDDocument document) {
        List<String> names = new ArrayList<>();
        document.getPage(0)
                .getResources()
                .getFontNames()
                .forEach(name -> names.add(name.getName()));
        return names;
    }

    private static BufferedImage blank() {
        BufferedImage page = new BufferedImage(720, 420, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = page.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 720, 420);
        graphics.dispose();
        return page;
    }

    private static BufferedImage pixels(Figure figure) {
        return FigureFile.image(
                new FigureSheet(figure, "", FigureTheme.LIGHT, new FigureSize(720, 420, 96)));
    }

    /** The mean distance of two pictures of the same size, in 1/255 of a channel. */
    private static double difference(BufferedImage one, BufferedImage other) {
        assertThat(one.getWidth()).isEqualTo(other.getWidth());
        assertThat(one.getHeight()).isEqualTo(other.getHeight());
        double sum = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    sum +=
                            Math.abs(
                                    (one.getRGB(x, y) >> shift & 255)
                                            - (other.getRGB(x, y) >> shift & 255));
                }
            }
        }
        return sum / (3.0 * one.getWidth() * one.getHeight());
    }

    @Test
    void otherEndingsAreAProblemAndLeaveNothing() throws IOException {
        Path file = folder.resolve("figure.gif");

        assertThatThrownBy(
                        () ->
                                FigureFile.write(
                                        new HistogramFigure(STATISTICS, OPTIONS),
                                        FigureTheme.LIGHT,
                                        FigureSize.DEFAULT,
                                        file))
                .isInstanceOf(Problem.class)
                .hasMessageContainingAll(".svg, .pdf or .png", "figure.gif");
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    private static int pixelsPerMetre(byte[] png) {
        int chunk = new String(png, StandardCharsets.ISO_8859_1).indexOf("pHYs");
        return ByteBuffer.wrap(png).getInt(chunk + 4);
    }
}
