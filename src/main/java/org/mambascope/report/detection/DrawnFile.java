package org.mambascope.report.detection;

import org.mambascope.base.file.AtomicFile;
import org.mambascope.image.Picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

import javax.imageio.ImageIO;

/** A drawing as a PNG. */
public final class DrawnFile {
    private DrawnFile() {}

    /** Writes all of the file or nothing. */
    public static void write(Picture drawing, Path file) throws IOException {
        BufferedImage image =
                new BufferedImage(drawing.width(), drawing.height(), BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, drawing.width(), drawing.height(), drawing.rgb(), 0, drawing.width());
        AtomicFile.write(file, out -> ImageIO.write(image, "png", out));
    }
}
