package org.mambascope.model;

import org.mambascope.image.DetectionPreprocessing;
import org.mambascope.image.Picture;
import org.mambascope.model.detection.Detections;
import org.mambascope.model.token.TokenStream;

import java.util.List;

/** A head that finds objects: a box, a mask and a class for each. */
public non-sealed interface DetectorHead extends Head {
    /** Preprocessing of images. */
    DetectionPreprocessing preprocessing();

    /** An image as input: of a size of its own, or on a canvas of one size for all images. */
    DetectionPreprocessing.Input input(Picture picture);

    /**
     * Finds the objects of one image.
     *
     * @param streams of that image after the blocks that it reads, owned by one manager
     * @param input of the network
     * @param picture that the input was made of, to whose pixels boxes and masks refer
     * @param probe sees features as planes, (1, channels, rows, columns), then proposals and
     *     detections as tables
     */
    Detections detect(
            List<TokenStream> streams,
            DetectionPreprocessing.Input input,
            Picture picture,
            Probe probe);
}
