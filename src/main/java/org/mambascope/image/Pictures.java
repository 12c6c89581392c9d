package org.mambascope.image;

import org.mambascope.base.FileFailure;
import org.mambascope.base.Problem;
import org.mambascope.image.decode.Decoder;
import org.mambascope.image.decode.Pixels;
import org.mambascope.image.decode.UndecodableImage;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Image files. */
public final class Pictures {
    private static final Set<String> ENDINGS =
            Set.of("png", "jpg", "jpeg", "bmp", "gif", "webp", "tif", "tiff");

    private Pictures() {}

    /**
     * Returns true if a file's ending is that of PNG, JPEG, BMP, GIF, WebP or TIFF; false for
     * hidden files.
     */
    public static boolean isPicture(Path file) {
        String name = nameOf(file);
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return ENDINGS.contains(ending) && name.lastIndexOf('.') > 0 && name.charAt(0) != '.';
    }

    /**
     * Reads a PNG, JPEG, BMP, GIF (first frame), WebP or TIFF file and turns it upright as its EXIF
     * orientation says. Colours are those of Pillow's {@code convert("RGB")}, because the published
     * evaluations use it: alpha is dropped, not composited; colour profiles are ignored; grey
     * becomes three equal colours. Deeper samples are scaled to 8 bits (16 bits: divided by 257).
     *
     * @throws Problem if the file is missing, broken, no image, or larger than {@link
     *     Decoder#MAX_PIXELS}, which its header tells before memory is taken
     */
    public static Picture read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new Problem("There is no image file " + file + ": check its name.");
        }
        try {
            Pixels pixels = Decoder.read(file);
            String name = file.getFileName().toString();
            return new Picture(name, pixels.width(), pixels.height(), pixels.rgb());
        } catch (Problem e) {
            throw e;
        } catch (OutOfMemoryError e) {
            // A damaged header asks for one huge array, and that one allocation fails.
            throw broken(file, "it needs more memory than there is; make it smaller", e);
        } catch (FileSystemException e) {
            throw FileFailure.reading(file, e);
        } catch (UndecodableImage e) {
            throw broken(file, e.getMessage(), e);
        } catch (EOFException e) {
            throw broken(file, "it is cut off; get an intact copy of it", e);
        } catch (IOException | RuntimeException e) {
            // Libraries speak of their insides.
            throw broken(file, "its data are damaged; get an intact copy of it", e);
        }
    }

    private static Problem broken(Path file, String reason, Throwable cause) {
        return new Problem("The image %s cannot be read: %s.".formatted(file, reason), cause);
    }

    /** The last part of a path for the user, also where it is written as {@code .} or is a root. */
    public static String nameOf(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        return Optional.ofNullable(whole.getFileName()).orElse(whole).toString();
    }
}
