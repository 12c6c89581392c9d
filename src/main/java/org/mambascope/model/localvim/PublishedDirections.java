package org.mambascope.model.localvim;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Scan directions of the published LocalVims, which their weights do not tell ({@code local_vim.py}
 * of hunto/LocalMamba).
 */
public enum PublishedDirections {
    /** LocalVim-T, with or without class token: found by search, block by block. */
    LOCAL_VIM_TINY("local_vim_tiny", 192, searched()),
    /**
     * LocalVim-S: rows and small windows, both ways, in every block. The original file defines
     * {@code local_vim_small} twice; this is the second, which counts.
     */
    LOCAL_VIM_SMALL("local_vim_small", 384, Collections.nCopies(20, row("h h_flip w2 w2_flip")));

    private final String name;
    private final int width;
    private final List<List<String>> directions;

    PublishedDirections(String name, int width, List<List<String>> directions) {
        this.name = name;
        this.width = width;
        this.directions = directions;
    }

    /** Those of the published model with this many blocks and channels. */
    static Optional<PublishedDirections> of(int depth, int width) {
        return Stream.of(values())
                .filter(model -> model.width == width && model.directions.size() == depth)
                .findFirst();
    }

    /** The published model's name in the original code. */
    public String modelName() {
        return name;
    }

    /** Names of each block's scans. */
    public List<List<String>> directions() {
        return directions;
    }

    private static List<List<String>> searched() {
        return Stream.of(
                        "h v_flip w7 w7_flip",
                        "h_flip w2_flip w7 w7_flip",
                        "h h_flip v w7",
                        "h h_flip v v_flip",
                        "h h_flip v v_flip",
                        "h h_flip v v_flip",
                        "h_flip v v_flip w7",
                        "h_flip v v_flip w2_flip",
                        "h h_flip v v_flip",
                        "h h_flip v v_flip",
                        "h v v_flip w2",
                        "h v v_flip w2_flip",
                        "h h_flip v_flip w7",
                        "h_flip v v_flip w2",
                        "h h_flip v v_flip",
                        "h v w2 w2_flip",
                        "v v_flip w2 w7",
                        "h h_flip v w2",
                        "h h_flip w2_flip w7",
                        "v v_flip w2 w2_flip")
                .map(PublishedDirections::row)
                .toList();
    }

    private static List<String> row(String names) {
        return List.of(names.split(" "));
    }
}
