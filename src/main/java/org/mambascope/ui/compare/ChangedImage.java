package org.mambascope.ui.compare;

import org.mambascope.image.Picture;

/**
 * An image of which two models say different things.
 *
 * @param picture the image
 * @param label its class
 * @param before the first model's class
 * @param after the second model's class
 * @param better whether the second is right; the first may be or neither
 */
public record ChangedImage(
        Picture picture, String label, String before, String after, boolean better) {}
