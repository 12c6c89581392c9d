package org.mambascope.model.vmamba;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The scan directions that LocalMamba's search found and published, one row a block ({@code
 * local_vssm_tiny} and {@code local_vssm_small} of {@code local_vmamba.py}).
 */
public enum PublishedLocalVMambaDirections {
    /** LocalVMamba-T. */
    TINY(
            "LocalVMamba-T",
            "2 2 9 2",
            """
            h h_flip w7 w7_flip
            h_flip v_flip w2 w2_flip
            h_flip v_flip w2_flip w7
            h_flip v v_flip w2
            h h_flip v_flip w2_flip
            h_flip v_flip w2 w2_flip
            h w2_flip w7 w7_flip
            h h_flip v v_flip
            h v_flip w7 w7_flip
            h_flip v w2 w7_flip
            v v_flip w2 w7_flip
            h h_flip v_flip w2_flip
            v_flip w2_flip w7 w7_flip
            h_flip v_flip w2_flip w7_flip
            h_flip v w7 w7_flip
            """),
    /** LocalVMamba-S. */
    SMALL(
            "LocalVMamba-S",
            "2 2 27 2",
            """
            h v v_flip w7_flip
            h h_flip v w7
            h_flip v v_flip w7
            h_flip v w2_flip w7
            h_flip v w2_flip w7
            h_flip v_flip w2 w7_flip
            h_flip v v_flip w7
            h v v_flip w7
            h v v_flip w7
            h v v_flip w7_flip
            h h_flip v v_flip
            h v v_flip w2
            v v_flip w2_flip w7
            h h_flip v w2
            h_flip v v_flip w7_flip
            h h_flip v v_flip
            h v v_flip w7_flip
            h v v_flip w7_flip
            h h_flip v_flip w7
            h_flip v_flip w2_flip w7
            h_flip v v_flip w7_flip
            v v_flip w7 w7_flip
            h v v_flip w7_flip
            h_flip v v_flip w2
            h v v_flip w2_flip
            h h_flip v w7
            h h_flip w7 w7_flip
            h v_flip w2 w2_flip
            h v_flip w2 w7
            h v v_flip w7_flip
            h_flip v w2_flip w7
            h_flip v_flip w7 w7_flip
            h v w7 w7_flip
            """);

    private final String words;
    private final String depths;
    private final String table;

    PublishedLocalVMambaDirections(String words, String depths, String table) {
        this.words = words;
        this.depths = depths;
        this.table = table;
    }

    /** The published model of these depths. */
    static Optional<PublishedLocalVMambaDirections> published(int[] depths) {
        List<Integer> sought = Arrays.stream(depths).boxed().toList();
        return Stream.of(values()).filter(preset -> preset.depths().equals(sought)).findFirst();
    }

    /** Blocks of each stage. */
    public List<Integer> depths() {
        return Stream.of(depths.split(" ")).map(Integer::valueOf).toList();
    }

    /** For the user. */
    String words() {
        return words;
    }

    /** Names of the directions of each block. */
    public List<List<String>> directions() {
        return table.lines().map(row -> List.of(row.split(" "))).toList();
    }
}
