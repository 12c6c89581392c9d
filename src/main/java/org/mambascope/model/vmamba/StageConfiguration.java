package org.mambascope.model.vmamba;

import org.mambascope.model.argument.SizeLimit;

import java.util.List;
import java.util.OptionalInt;

/**
 * One stage of a VMamba.
 *
 * @param grid its tokens
 * @param width channels between blocks (E)
 * @param innerWidth channels inside a scan (D)
 * @param stepRank channels between x_proj and dt_proj (R)
 * @param hiddenWidth channels inside the MLP; empty if its blocks have none
 * @param directions names of the scan orders of each of its blocks
 */
public record StageConfiguration(
        Grid grid,
        int width,
        int innerWidth,
        int stepRank,
        OptionalInt hiddenWidth,
        List<List<String>> directions) {
    public StageConfiguration {
        directions = directions.stream().map(List::copyOf).toList();
        SizeLimit.TOKENS.require("patches of an image", (long) grid.rows() * grid.columns());
        SizeLimit.CHANNELS.require("dims", width);
        SizeLimit.CHANNELS.require("channels inside a scan", innerWidth);
    }

    /** Number of blocks. */
    public int depth() {
        return directions.size();
    }
}
