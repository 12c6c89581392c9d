package org.mambascope.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mambascope.report.export.SvgDrawing;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Base64;

class HeatmapImageTest {
    private static final ColourScale SCALE = ColourScale.linear(0, 1);

    @Test
    void columnsGoRightAndRowsDown() {
        float[] values = {0, 0, 0, 1, 0, 0};
        BufferedImage image = new HeatmapImage(2, 3, values, SCALE, ColourMap.VIRIDIS).image(2, 3);

        assertThat(image.getRGB(1, 0) & 0xffffff).isEqualTo(0xfde725);
        assertThat(image.getRGB(0, 0) & 0xffffff).isEqualTo(0x440154);
        assertThat(image.getRGB(1, 1) & 0xffffff).isEqualTo(0x440154);
    }

    @Test
    void aLargeCellIsSeenHoweverFewPixelsThereAre() {
        float[] values = new float[1536];
        values[777] = 1;
        BufferedImage image =
                new HeatmapImage(1, 1536, values, SCALE, ColourMap.VIRIDIS).image(1, 100);

        assertThat(image.getRGB(0, 777 * 100 / 1536) & 0xffffff).isEqualTo(0xfde725);
    }

    @Test
    void theLargestCountsBesideNaN() {
        float[] values = {Float.NaN, 0.5f, 1, Float.NaN};
        HeatmapImage heat = new HeatmapImage(1, 4, values, SCALE, ColourMap.VIRIDIS);

        assertThat(heat.image(1, 1).getRGB(0, 0) & 0xffffff).isEqualTo(0xfde725);
        assertThat(heat.image(1, 4).getRGB(0, 0) & 0xffffff).isEqualTo(0x808080);
    }

    @Test
    void aFileOfShapesGetsEveryCellAsASquareOfPixelsSoThatNoReaderBlursIt() {
        SvgDrawing drawing = SvgDrawing.ofShapes(300, 200, "heat");
        new HeatmapImage(5, 7, new float[35], SCALE, ColourMap.VIRIDIS)
                .draw(drawing.graphics(), new Rectangle2D.Double(0, 0, 300, 200));

        assertThat(PngSize.ofFirstIn(drawing.document("heat", "")))
                .isEqualTo(new PngSize(5 * 16, 7 * 16));
    }

    @Test
    void theSquaresOfALargeGridAreSmallerSoThatItsFileStaysSmall() {
        SvgDrawing drawing = SvgDrawing.ofShapes(300, 200, "heat");
        new HeatmapImage(3136, 96, new float[3136 * 96], SCALE, ColourMap.VIRIDIS)
                .draw(drawing.graphics(), new Rectangle2D.Double(0, 0, 300, 200));

        assertThat(PngSize.ofFirstIn(drawing.document("heat", "")))
                .isEqualTo(new PngSize(3136 * 3, 96 * 3));
    }

    /** Of the first embedded picture. */
    record PngSize(int width, int height) {
        static PngSize ofFirstIn(String svg) {
            String marker = "data:image/png;base64,";
            int start = svg.indexOf(marker) + marker.length();
            byte[] png = Base64.getDecoder().decode(svg.substring(start, svg.indexOf('"', start)));
            var header = ByteBuffer.wrap(png);
            return new PngSize(header.getInt(16), header.getInt(20));
        }
    }
}
