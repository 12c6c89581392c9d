package org.mambascope.model.plain;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.Probe;
import org.mambascope.tensor.ChannelRange;

/** The scans of a mixer: x and z (images, tokens, D) to y, shaped alike and in the same order. */
@FunctionalInterface
public interface MultiDirectionScan {
    /** Scans in every direction and joins the results. */
    NDArray apply(ChannelRange x, ChannelRange z, Probe probe);
}
