package org.mambascope.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.activation.ChannelOutliers;
import org.mambascope.activation.PointStatistics;
import org.mambascope.base.Problem;
import org.xml.sax.InputSource;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

            assertThat(document.getDocumentElement().getAttribute("width")).isEqualTo("720.0");
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
    void pdfIsOnePageWithoutFontsOfItsOwn() throws IOException {
        Path file = folder.resolve("map.pdf");

        FigureFile.write(
                new TokenChannelMap(STATISTICS, OPTIONS),
                FigureTheme.LIGHT,
                FigureSize.DEFAULT,
                file);

        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(text).startsWith("%PDF-").contains("/Count 1").contains("/Subtype /Image");
        assertThat(text.strip()).endsWith("%%EOF");
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
