package org.mambascope.quant;

import org.mambascope.quant.layer.QuantisedLayer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Watches a quantisation, from its own thread. */
public interface QuantisationObserver {
    /** Watches nothing. */
    QuantisationObserver NONE = new QuantisationObserver() {};

    /**
     * About how long all of it will take on this machine, before it begins; an exception stops it.
     *
     * @param expected measures it, which takes a moment; empty for few images, which take no longer
     */
    default void cost(Supplier<Optional<Duration>> expected) {}

    /** An epoch of a block has ended with this loss. */
    default void epoch(String block, int epoch, double loss) {}

    /**
     * What is done is in a file now, from which the same quantisation goes on, should this one end.
     *
     * @param layers their number
     */
    default void kept(Path file, int layers) {}

    /** A block is done: these are its layers. */
    default void block(String block, List<QuantisedLayer> layers) {}
}
