package org.mambascope.model;

/**
 * A place in a model that a {@link Probe} can watch and that statistics can be made of: the input
 * of a linear layer, or the output of a block. Its values are (images, tokens, channels).
 *
 * @param name as the probe hears it: {@code layers.4.mixer.out_proj.input}, {@code layers.4.hidden}
 * @param block index of its block, counted from 0 through the whole model
 * @param kind role inside the block, as {@code out_proj} or {@code hidden}
 * @param channels number of channels
 * @param order patch at each token position
 */
public record ObservationPoint(
        String name, int block, String kind, int channels, TokenOrder order) {
    /** Number of token positions. */
    public int tokens() {
        return order.length();
    }

    /** Returns true if the point's values enter a linear layer, and would be quantised there. */
    public boolean entersLayer() {
        return name.endsWith(".input");
    }
}
