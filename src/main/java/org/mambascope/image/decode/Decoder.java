package org.mambascope.image.decode;

import org.mambascope.base.Problem;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.stream.ImageInputStream;

/** Image files decoded by ImageIO and turned upright. */
public final class Decoder {
    /** Largest image that is read, in pixels. */
    public static final long MAX_PIXELS = 100_000_000;

    private static final Set<String> FORMATS = Set.of("png", "jpeg", "bmp", "gif", "webp", "tiff");

    /** Formats in which cameras note an orientation. */
    private static final Set<String> WITH_ORIENTATION = Set.of("png", "jpeg", "webp", "tiff");

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
                throw new UndecodableImage("it may not be read", "change its permissions");
            }
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            while (readers.hasNext()) {
                ImageReader reader = readers.next();
                try {
                    String format = format(reader);
                    if (format.equals("jpeg") && !JpegStructure.isComplete(file)) {
                        throw new UndecodableImage("it is cut off", "get an intact copy of it");
                    }
                    if (FORMATS.contains(format)) {
                        return orientation(file, format)
                                .upright(decode(file, reader, stream, format));
                    }
                } finally {
                    reader.dispose();
                }
            }
        }
        throw new UndecodableImage(
                "it is none of PNG, JPEG, BMP, GIF, WebP and TIFF", "save it as one of them");
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

    private static Pixels decode(
            Path file, ImageReader reader, ImageInputStream stream, String format)
            throws IOException {
        reader.setInput(stream, true, !format.equals("gif"));
        requireSize(file, reader.getWidth(0), reader.getHeight(0));
        return switch (format) {
            case "gif" -> {
                GifScreen screen = GifScreen.of(reader);
                requireSize(file, screen.width(), screen.height());
                yield pixels(screen.with(reader.read(0)));
            }
            case "webp" -> {
                Optional<Pixels> lossy =
                        LossyWebp.read(file, reader.getWidth(0), reader.getHeight(0));
                yield lossy.isPresent() ? lossy.get() : pixels(reader.read(0));
            }
            case "tiff" -> {
                requireKnownColours(file, reader);
                yield pixels(reader.read(0));
            }
            default -> pixels(reader.read(0));
        };
    }

    /**
     * ImageIO takes CIE L*a*b* for something that it is not, and Pillow makes no RGB of it either.
     */
    private static void requireKnownColours(Path file, ImageReader reader) throws IOException {
        TIFFField colours =
                TIFFDirectory.createFromMetadata(reader.getImageMetadata(0))
                        .getTIFFField(BaselineTIFFTagSet.TAG_PHOTOMETRIC_INTERPRETATION);
        if (colours != null
                && colours.getAsInt(0) == BaselineTIFFTagSet.PHOTOMETRIC_INTERPRETATION_CIELAB) {
            throw new Problem(
                    "The image %s has CIE L*a*b* colours, expected RGB or grey: save it as RGB."
                            .formatted(file));
        }
    }

    private static Pixels pixels(BufferedImage image) throws IOException {
        return new Pixels(image.getWidth(), image.getHeight(), RgbPixels.of(image));
    }

    private static void requireSize(Path file, int width, int height) {
        if ((long) width * height > MAX_PIXELS) {
            throw new Problem(
                    "The image %s has %d × %d pixels; at most %d megapixels are read: make it smaller."
                            .formatted(file, width, height, MAX_PIXELS / 1_000_000));
        }
    }
}
