package org.mambascope.model.localvim;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Scan directions of the published LocalVims, one row a block, which their weights do not tell
 * ({@code local_vim.py} of hunto/LocalMamba).
 */
public enum PublishedLocalVimDirections {
    /** LocalVim-T, with or without class token: found by search. */
    TINY(
            "LocalVim-T",
            192,
            """
            h v_flip w7 w7_flip
            h_flip w2_flip w7 w7_flip
            h h_flip v w7
            h h_flip v v_flip
            h h_flip v v_flip
            h h_flip v v_flip
            h_flip v v_flip w7
            h_flip v v_flip w2_flip
            h h_flip v v_flip
            h h_flip v v_flip
            h v v_flip w2
            h v v_flip w2_flip
            h h_flip v_flip w7
            h_flip v v_flip w2
            h h_flip v v_flip
            h v w2 w2_flip
            v v_flip w2 w7
            h h_flip v w2
            h h_flip w2_flip w7
            v v_flip w2 w2_flip
            """),
    /**
     * LocalVim-S: rows and small windows, both ways, in every block. The original file defines
     * {@code local_vim_small} twice, first with the directions of LocalVim-T; the second counts.
     */
    SMALL("LocalVim-S", 384, "h h_flip w2 w2_flip\n".repeat(20));

    private final String words;
    private final int width;
    private final String table;

    PublishedLocalVimDirections(String words, int width, String table) {
        this.words = words;
        this.width = width;
        this.table = table;
    }

    /** Those of the published model with this many blocks and channels. */
    static Optional<PublishedLocalVimDirections> of(int depth, int width) {
        return Stream.of(values())
                .filter(model -> model.width == width && model.directions().size() == depth)
                .findFirst();
    }

    /** The model's name for the user. */
    String words() {
        return words;
    }

    /** Names of each block's scans. */
    public List<List<String>> directions() {
        return table.lines().map(row -> List.of(row.split(" "))).toList();
    }
}
