package org.mambascope.image.decode;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * A decoded image's pixels as {@code 0xRRGGBB}. Grey and RGB samples are taken as stored: {@link
 * BufferedImage#getRGB} would treat grey as linear light and brighten it, and would apply colour
 * profiles, neither of which the published evaluations do.
 */
final class RgbPixels {
    private RgbPixels() {}

    static int[] of(BufferedImage image) throws UndecodableImage {
        ColorModel model = image.getColorModel();
        if (model instanceof IndexColorModel palette) {
            return looked(image.getRaster(), palette);
        }
        int type = model.getTransferType();
        boolean whole =
                type == DataBuffer.TYPE_BYTE
                        || type == DataBuffer.TYPE_USHORT
                        || type == DataBuffer.TYPE_INT;
        if (!whole || model.getComponentSize(0) > 16) {
            throw new UndecodableImage(
                    "its samples are not whole numbers of up to 16 bits", "save it as 8-bit RGB");
        }
        if (model.isAlphaPremultiplied()) {
            image.coerceData(false);
        }
        return switch (model.getColorSpace().getType()) {
            case ColorSpace.TYPE_GRAY -> stored(image, 0, 0, 0);
            case ColorSpace.TYPE_RGB -> stored(image, 0, 1, 2);
            default -> converted(image);
        };
    }

    private static int[] looked(Raster raster, IndexColorModel palette) {
        int[] colours = new int[palette.getMapSize()];
        palette.getRGBs(colours);
        int[] pixels =
                raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (int[]) null);
        for (int i = 0; i < pixels.length; i++) {
            // Decoders allow indices beyond the palette; Pillow shows them black.
            pixels[i] = pixels[i] < colours.length ? colours[pixels[i]] & 0xffffff : 0;
        }
        return pixels;
    }

    private static int[] stored(BufferedImage image, int... bands) {
        Raster raster = image.getRaster();
        int width = raster.getWidth();
        int[] pixels = new int[Math.multiplyExact(width, raster.getHeight())];
        int[] row = new int[width];
        for (int band : bands) {
            int max = (1 << image.getColorModel().getComponentSize(band)) - 1;
            for (int y = 0; y < raster.getHeight(); y++) {
                raster.getSamples(0, y, width, 1, band, row);
                for (int x = 0; x < width; x++) {
                    int level = (row[x] * 255 + max / 2) / max;
                    pixels[y * width + x] = pixels[y * width + x] << 8 | level;
                }
            }
        }
        return pixels;
    }

    private static int[] converted(BufferedImage image) {
        int width = image.getWidth();
        int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] &= 0xffffff;
        }
        return pixels;
    }
}
