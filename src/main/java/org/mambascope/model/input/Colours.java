package org.mambascope.model.input;

import ai.djl.ndarray.NDArray;

import org.mambascope.base.Problem;

/** Channels of a model's input, and colour images that are given to a model of grey ones. */
public final class Colours {
    private static final int RGB = 3;

    /** Luminance of red, green and blue (ITU-R BT.601), as common libraries make images grey. */
    private static final double[] LUMINANCE = {0.299, 0.587, 0.114};

    private Colours() {}

    /**
     * Returns true if a model with this number of input channels can read images: colours, or grey.
     */
    public static boolean areThoseOfImages(int channels) {
        return channels == 1 || channels == RGB;
    }

    /**
     * Images with as many channels as a model reads. Colours become grey for a model of one
     * channel, after normalisation, which is the same as before where all colours are normalised
     * alike.
     *
     * @param images (images, channels, height, width)
     * @param channels of the model's input
     * @throws Problem if the images have other channels, and not three for one
     */
    public static NDArray fitted(NDArray images, int channels) {
        long found = images.getShape().get(1);
        if (found == channels) {
            return images;
        }
        if (channels != 1 || found != RGB) {
            throw new Problem(
                    "Expected images of %d channels, as this model reads, found %d: run it on tensors of %d channels with the command run."
                            .formatted(channels, found, channels));
        }
        NDArray grey = images.get(":, 0:1").mul(LUMINANCE[0]);
        for (int colour = 1; colour < RGB; colour++) {
            grey =
                    grey.add(
                            images.get(":, %d:%d".formatted(colour, colour + 1))
                                    .mul(LUMINANCE[colour]));
        }
        return grey;
    }
}
