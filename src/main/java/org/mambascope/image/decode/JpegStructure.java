package org.mambascope.image.decode;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The markers of a JPEG file (ITU-T T.81, annex B). */
final class JpegStructure {
    private static final int START_OF_IMAGE = 0xd8;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int START_OF_SCAN = 0xda;

    private JpegStructure() {}

    /** Returns true if a JPEG file's image is complete; decoders fill missing parts with grey. */
    static boolean isComplete(Path file) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            int marker = nextMarker(in);
            while (marker != END_OF_IMAGE) {
                if (marker != START_OF_IMAGE) {
                    in.skipNBytes(Math.max(0, in.readUnsignedShort() - 2));
                }
                marker = marker == START_OF_SCAN ? markerAfterScan(in) : nextMarker(in);
            }
            return true;
        } catch (EOFException e) {
            return false;
        }
    }

    private static int markerAfterScan(DataInputStream in) throws IOException {
        int marker = nextMarker(in);
        while (marker == 0 || isRestart(marker)) {
            marker = nextMarker(in);
        }
        return marker;
    }

    private static boolean isRestart(int marker) {
        return marker >= 0xd0 && marker <= 0xd7;
    }

    private static int nextMarker(DataInputStream in) throws IOException {
        int value = in.readUnsignedByte();
        while (value != 0xff) {
            value = in.readUnsignedByte();
        }
        while (value == 0xff) {
            value = in.readUnsignedByte();
        }
        return value;
    }
}
