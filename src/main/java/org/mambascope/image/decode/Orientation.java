package org.mambascope.image.decode;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifIFD0Directory;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Orientation of a file's rows and columns in the upright image: the eight values 1 … 8 of EXIF's
 * and TIFF's tag 274, in their order.
 */
enum Orientation {
    UPRIGHT,
    MIRRORED,
    UPSIDE_DOWN,
    FLIPPED,
    TRANSPOSED,
    LYING_LEFT,
    TRANSVERSED,
    LYING_RIGHT;

    /** As a file's EXIF data say; upright where they say nothing or cannot be read. */
    static Orientation of(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            int tag =
                    Optional.ofNullable(
                                    ImageMetadataReader.readMetadata(in, Files.size(file))
                                            .getFirstDirectoryOfType(ExifIFD0Directory.class))
                            .map(exif -> exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION))
                            .orElse(1);
            return tag >= 1 && tag <= values().length ? values()[tag - 1] : UPRIGHT;
        } catch (ImageProcessingException | IOException | RuntimeException e) {
            return UPRIGHT;
        }
    }

    /** Turns an image, as stored in a file of this orientation, upright. */
    Pixels upright(Pixels stored) {
        if (this == UPRIGHT) {
            return stored;
        }
        boolean lying = compareTo(TRANSPOSED) >= 0;
        int width = lying ? stored.height() : stored.width();
        int height = lying ? stored.width() : stored.height();
        int[] rgb = new int[stored.rgb().length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                rgb[y * width + x] = stored.rgb()[source(x, y, stored.width(), stored.height())];
            }
        }
        return new Pixels(width, height, rgb);
    }

    /** Index of the stored pixel that appears at (x, y); width and height as stored. */
    private int source(int x, int y, int width, int height) {
        int right = width - 1;
        int bottom = height - 1;
        return switch (this) {
            case UPRIGHT -> y * width + x;
            case MIRRORED -> y * width + right - x;
            case UPSIDE_DOWN -> (bottom - y) * width + right - x;
            case FLIPPED -> (bottom - y) * width + x;
            case TRANSPOSED -> x * width + y;
            case LYING_LEFT -> (bottom - x) * width + y;
            case TRANSVERSED -> (bottom - x) * width + right - y;
            case LYING_RIGHT -> x * width + right - y;
        };
    }
}
