package org.mambascope.model.layer;

import org.mambascope.model.TokenOrder;

/** Position of a class token among the patches. */
public enum ClassToken {
    /** After the first half of the patches, as Vim was published. */
    MIDDLE("class token in the middle"),
    /** Before the patches. */
    HEAD("class token first"),
    /** One before and one after the patches; their outputs are averaged. */
    BOTH_ENDS("class tokens at both ends"),
    /** There is none: the tokens are pooled. */
    NONE("no class token");

    private final String words;

    ClassToken(String words) {
        this.words = words;
    }

    /** For the user. */
    public String words() {
        return words;
    }

    /** The order of these patches, row by row, with class tokens in their place. */
    public TokenOrder among(int rows, int columns) {
        int patches = rows * columns;
        int[] cells = new int[patches + count()];
        int before =
                switch (this) {
                    case MIDDLE -> patches / 2;
                    case HEAD, BOTH_ENDS -> 0;
                    case NONE -> -1;
                };
        int cell = 0;
        for (int position = 0; position < cells.length; position++) {
            boolean last = this == BOTH_ENDS && position == cells.length - 1;
            cells[position] = position == before || last ? TokenOrder.CLASS_TOKEN : cell++;
        }
        return new TokenOrder(rows, columns, cells);
    }

    /** Number of class tokens. */
    public int count() {
        return switch (this) {
            case MIDDLE, HEAD -> 1;
            case BOTH_ENDS -> 2;
            case NONE -> 0;
        };
    }
}
