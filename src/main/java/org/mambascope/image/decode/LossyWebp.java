package org.mambascope.image.decode;

import com.twelvemonkeys.imageio.plugins.webp.vp8.VP8Frame;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;

import javax.imageio.ImageIO;
import javax.imageio.stream.ImageInputStream;

/**
 * The still image of a lossy WebP file, with colours as libwebp gives them: chroma interpolated
 * between pixels ("fancy upsampling"), in the same fixed point.
 */
final class LossyWebp {
    private static final int RIFF = 0x46464952;
    private static final int VP8 = 0x20385056;
    private static final int FIRST_CHUNK = 12;

    private LossyWebp() {}

    /** Decodes an image of this size in pixels; empty if the file holds no such image. */
    static Optional<Pixels> read(Path file, int width, int height) throws IOException {
        try (ImageInputStream stream = ImageIO.createImageInputStream(file.toFile())) {
            return read(stream, width, height);
        }
    }

    private static Optional<Pixels> read(ImageInputStream stream, int width, int height)
            throws IOException {
        stream.setByteOrder(ByteOrder.LITTLE_ENDIAN);
        Optional<Long> data = data(stream);
        if (data.isEmpty()) {
            return Optional.empty();
        }
        stream.seek(data.get());
        VP8Frame frame = new VP8Frame(stream, false);
        BufferedImage unused = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        if (!frame.decode(unused.getRaster(), null)) {
            throw new UndecodableImage("its data are damaged", "get an intact copy of it");
        }
        return Optional.of(
                coloured(
                        width,
                        height,
                        frame.getDebugImageYBuffer().getRaster(),
                        frame.getDebugImageUBuffer().getRaster(),
                        frame.getDebugImageVBuffer().getRaster()));
    }

    private static Optional<Long> data(ImageInputStream stream) throws IOException {
        try {
            if (stream.readInt() != RIFF) {
                return Optional.empty();
            }
            long at = FIRST_CHUNK;
            while (true) {
                stream.seek(at);
                int chunk = stream.readInt();
                long size = stream.readUnsignedInt();
                if (chunk == VP8) {
                    return Optional.of(at + 8);
                }
                at += 8 + size + size % 2;
            }
        } catch (EOFException e) {
            return Optional.empty();
        }
    }

    private static Pixels coloured(int width, int height, Raster luma, Raster u, Raster v) {
        int[] rgb = new int[Math.multiplyExact(width, height)];
        int[] y = luma.getSamples(0, 0, luma.getWidth(), luma.getHeight(), 0, (int[]) null);
        Plane blue = Plane.of(u, width, height);
        Plane red = Plane.of(v, width, height);
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                rgb[row * width + column] =
                        colour(
                                y[row * luma.getWidth() + column],
                                blue.at(column, row),
                                red.at(column, row));
            }
        }
        return new Pixels(width, height, rgb);
    }

    /** Chroma at half the resolution, each value of which the raster has four times. */
    private record Plane(int[] values, int stride, int lastColumn, int lastRow) {
        static Plane of(Raster raster, int width, int height) {
            int stride = raster.getWidth();
            int[] values = raster.getSamples(0, 0, stride, raster.getHeight(), 0, (int[]) null);
            return new Plane(values, stride, (width + 1) / 2 - 1, (height + 1) / 2 - 1);
        }

        /** 9 parts of the nearest value, 3 of each neighbour and one of the diagonal one. */
        int at(int column, int row) {
            int x = column / 2;
            int y = row / 2;
            int besideX = Math.clamp(column % 2 == 0 ? x - 1 : x + 1, 0, lastColumn);
            int besideY = Math.clamp(row % 2 == 0 ? y - 1 : y + 1, 0, lastRow);
            int nearest = value(x, y);
            int sum =
                    nearest
                            + 3 * value(besideX, y)
                            + 3 * value(x, besideY)
                            + value(besideX, besideY);
            return (sum + 8 >> 3) + nearest >> 1;
        }

        private int value(int x, int y) {
            return values[2 * y * stride + 2 * x];
        }
    }

    private static int colour(int y, int u, int v) {
        int luma = y * 19077 >> 8;
        int red = luma + (v * 26149 >> 8) - 14234;
        int green = luma - (u * 6419 >> 8) - (v * 13320 >> 8) + 8708;
        int blue = luma + (u * 33050 >> 8) - 17685;
        return level(red) << 16 | level(green) << 8 | level(blue);
    }

    private static int level(int value) {
        return Math.clamp(value >> 6, 0, 255);
    }
}
