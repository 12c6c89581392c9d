package org.mambascope.quant;

import java.util.List;

/** Watches a quantisation, from its own thread. */
public interface QuantisationObserver {
    /** Watches nothing. */
    QuantisationObserver NONE = new QuantisationObserver() {};

    /** An epoch of a block has ended with this loss. */
    default void epoch(String block, int epoch, double loss) {}

    /** A block is done: these are its layers. */
    default void block(String block, List<QuantisedLayer> layers) {}
}
