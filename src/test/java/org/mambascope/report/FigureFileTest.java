package org.mambascope.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.activation.ChannelOutliers;
import org.mambascope.activation.PointStatistics;
import org.mambascope.base.Problem;
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
        Figure figure = new TokenRange(STATISTICS, OPTIONS, TokenRange.Measure.RANGE);

        assertThat(FigureFile.svg(figure, FigureTheme.LIGHT, FigureSize.DEFAULT))
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

        assertThat(FigureFile.svg(figure, FigureTheme.DARK, FigureSize.DEFAULT))
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
            String svg = FigureFile.svg(figure, FigureTheme.LIGHT, FigureSize.DEFAULT);

            var document =
                    parser.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));

            assertThat(document.getDocumentElement().getAttribute("width")).isEqualTo("720");
        }
    }

    @Test
    void svgIsTheSameEveryTime() {
        Figure figure = new TokenChannelMap(STATISTICS, OPTIONS);

        assertThat(FigureFile.svg(figure, FigureTheme.LIGHT, FigureSize.DEFAULT))
                .isEqualTo(FigureFile.svg(figure, FigureTheme.LIGHT, FigureSize.DEFAULT))
                .contains("image-rendering:pixelated");
    }

    @Test
    void pngHasItsPixelsResolutionAndDarkBackground() throws IOException {
        Path file = folder.resolve("new/tail.PNG");

        FigureFile.write(
                new LongTail(STATISTICS, OPTIONS),
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
        Figure figure = new TokenChannelMap(STATISTICS, OPTIONS);

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
        return FigureFile.image(figure, FigureTheme.LIGHT, new FigureSize(720, 420, 96));
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
                                        new LongTail(STATISTICS, OPTIONS),
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
