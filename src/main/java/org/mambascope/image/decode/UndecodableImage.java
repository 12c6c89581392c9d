package org.mambascope.image.decode;

import java.io.IOException;

/** An image file that cannot be decoded, in words for the user: its fault; what to do. */
public final class UndecodableImage extends IOException {
    private static final long serialVersionUID = 1L;

    UndecodableImage(String fault, String remedy) {
        super(fault + "; " + remedy);
    }
}
