package org.mambascope.model.maskrcnn;

import ai.djl.ndarray.NDArray;

/**
 * What the box head says of regions.
 *
 * @param logits of the classes, the background's last, (regions, classes + 1)
 * @param offsets of each class, (regions, 4 · classes)
 */
public record BoxAnswers(NDArray logits, NDArray offsets) {}
