package org.mambascope.model.argument;

import org.mambascope.base.Problem;

/**
 * Upper bounds of a model's sizes, far above every published model. They are held before anything
 * of such a size is made, so that a typing error ends in a sentence instead of in gigabytes.
 */
public enum SizeLimit {
    /** Side of the input in pixels. */
    IMAGE_SIDE(8192, "pixels"),
    /** Side of a patch, or distance between patches, in pixels. */
    PATCH_SIDE(1024, "pixels"),
    /** Channels of the input. */
    COLOURS(4096, "channels"),
    /** Positions that a block sees. */
    TOKENS(1 << 18, "tokens"),
    /** Blocks in all stages. */
    BLOCKS(1024, "blocks"),
    /** Channels between blocks, inside a mixer or inside an MLP. */
    CHANNELS(1 << 16, "channels"),
    /** States per channel of a scan. */
    STATES(4096, "states"),
    /** Logits. */
    CLASSES(1 << 20, "classes");

    private final int most;
    private final String unit;

    SizeLimit(int most, String unit) {
        this.most = most;
        this.unit = unit;
    }

    /** The largest size, included. */
    public int most() {
        return most;
    }

    /**
     * Holds a size to the bound, and to one or more.
     *
     * @param name of the size, as the argument that sets it
     * @return the size
     * @throws Problem if it is smaller than one or larger than the bound
     */
    public int require(String name, long size) {
        if (size < 1 || size > most) {
            throw new Problem(
                    "%s: expected 1 to %d %s, found %d.".formatted(name, most, unit, size));
        }
        return (int) size;
    }
}
