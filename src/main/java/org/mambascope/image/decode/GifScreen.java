package org.mambascope.image.decode;

import org.w3c.dom.Element;
import org.w3c.dom.Node;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.util.Arrays;

import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;

/**
 * The screen of a GIF file, on which its first frame lies; in pixels. As Pillow has it, what the
 * frame leaves free has the transparent colour, or else the first of the palette.
 */
record GifScreen(int width, int height, int left, int top) {
    static GifScreen of(ImageReader reader) throws IOException {
        Element screen = element(reader.getStreamMetadata(), "LogicalScreenDescriptor");
        Element frame = element(reader.getImageMetadata(0), "ImageDescriptor");
        int left = number(frame, "imageLeftPosition");
        int top = number(frame, "imageTopPosition");
        return new GifScreen(
                Math.max(number(screen, "logicalScreenWidth"), left + reader.getWidth(0)),
                Math.max(number(screen, "logicalScreenHeight"), top + reader.getHeight(0)),
                left,
                top);
    }

    private static Element element(IIOMetadata metadata, String name) throws IOException {
        Node root = metadata.getAsTree(metadata.getNativeMetadataFormatName());
        for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getNodeName().equals(name)) {
                return element;
            }
        }
        throw new IOException("it lacks its " + name);
    }

    private static int number(Element element, String name) {
        return Integer.parseInt(element.getAttribute(name));
    }

    /** The screen with the first frame on it. */
    BufferedImage with(BufferedImage frame) {
        boolean fills = frame.getWidth() == width && frame.getHeight() == height;
        if (fills || !(frame.getColorModel() instanceof IndexColorModel palette)) {
            return frame;
        }
        int free = Math.max(0, palette.getTransparentPixel());
        WritableRaster raster = palette.createCompatibleWritableRaster(width, height);
        int[] row = new int[width];
        Arrays.fill(row, free);
        for (int y = 0; y < height; y++) {
            raster.setSamples(0, y, width, 1, 0, row);
        }
        raster.setRect(left, top, frame.getRaster());
        return new BufferedImage(palette, raster, false, null);
    }
}
