package org.mambascope.image.decode;

import org.mambascope.base.Problem;

import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;

import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Image files decoded by ImageIO and turned upright. */
public final class Decoder {
    /** Largest image that is read, in pixels. */
    public static final long MAX_PIXELS = 100_000_000;

    private static final Set<String> FORMATS = Set.of("png", "jpeg", "bmp", "gif", "webp", "tiff");

    /** Formats in which cameras note an orientation. */
    private static final Set<String> WITH_ORIENTATION = Set.of("jpeg", "webp", "tiff");

    private Decoder() {}

    /**
     * Reads an image file.
     *
     * @throws Problem if its header tells of more than {@link #MAX_PIXELS}
     * @throws IOException if it is broken, or of none of the formats
     */
    public static Pixels read(Path file) throws IOException {
        try (ImageInputStream stream = ImageIO.createImageInputStream(file.toFile())) {
            if (stream == null) {
                throw new IIOException("the file cannot be opened");
            }
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            while (readers.hasNext()) {
                ImageReader reader = readers.next();
                try {
                    String format = format(reader);
                    if (format.equals("jpeg") && !JpegStructure.isComplete(file)) {
                        throw new EOFException("the file is truncated");
                    }
                    if (FORMATS.contains(format)) {
                        BufferedImage image = decode(file, reader, stream);
                        return orientation(file, format)
                                .upright(
                                        new Pixels(
                                                image.getWidth(),
                                                image.getHeight(),
                                                RgbPixels.of(image)));
                    }
                } finally {
                    reader.dispose();
                }
            }
        }
        throw new IIOException("it is none of PNG, JPEG, BMP, GIF, WebP and TIFF");
    }

    private static String format(ImageReader reader) {
        return Arrays.stream(reader.getOriginatingProvider().getFormatNames())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(FORMATS::contains)
                .findFirst()
                .orElse("");
    }

    private static Orientation orientation(Path file, String format) {
        return WITH_ORIENTATION.contains(format) ? Orientation.of(file) : Orientation.UPRIGHT;
    }

    private static BufferedImage decode(Path file, ImageReader reader, ImageInputStream stream)
            throws IOException {
        reader.setInput(stream, true, true);
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > MAX_PIXELS) {
            throw new Problem(
                    "The picture %s has %d × %d pixels; at most %d megapixels are read. Make it smaller."
                            .formatted(file, width, height, MAX_PIXELS / 1_000_000));
        }
        return reader.read(0);
    }
}
