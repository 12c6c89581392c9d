package org.mambascope.model.layer;

import org.mambascope.base.Problem;
import org.mambascope.model.TokenOrder;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The order in which a scan visits the tokens of a grid: row by row, column by column or window by
 * window, forwards or backwards ({@code MultiScan} of LocalMamba's {@code multi_mamba.py}). Class
 * tokens keep their positions in every order. Windows that do not divide the grid are filled with
 * zeros at its right and bottom.
 *
 * <p>It is computed once per size and is made of plain indices: a scan itself knows nothing of
 * images.
 */
public final class ScanOrder {
    private static final Pattern NAME = Pattern.compile("(h|v|w([1-9]\\d{0,3}))(_flip)?");

    private final TokenOrder order;
    private final int[] gather;
    private final int[] inverse;

    private ScanOrder(TokenOrder base, int[] patches) {
        int[] tokenOf = new int[base.rows() * base.columns()];
        for (int token = 0; token < base.length(); token++) {
            if (!base.isClassToken(token)) {
                tokenOf[base.cell(token).orElseThrow()] = token;
            }
        }
        int[] cells = new int[patches.length + base.classTokens().length];
        gather = new int[cells.length];
        inverse = new int[base.length()];
        int next = 0;
        for (int position = 0; position < cells.length; position++) {
            if (position < base.length() && base.isClassToken(position)) {
                cells[position] = TokenOrder.CLASS_TOKEN;
                gather[position] = position;
            } else {
                cells[position] = patches[next++];
                gather[position] =
                        cells[position] == TokenOrder.PADDING
                                ? base.length()
                                : tokenOf[cells[position]];
            }
            if (gather[position] < base.length()) {
                inverse[gather[position]] = position;
            }
        }
        order = new TokenOrder(base.rows(), base.columns(), cells);
    }

    /**
     * An order by its name in the original's configurations.
     *
     * @param name {@code h} (rows), {@code v} (columns) or {@code wK} (windows of K × K patches),
     *     from last to first if {@code _flip} follows
     * @param place of class tokens among the patches
     * @throws Problem if there is no order of this name
     */
    public static ScanOrder named(String name, int rows, int columns, ClassToken place) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new Problem(
                    "Expected a scan direction such as h, v, w2 or w7, each with or without _flip, found %s."
                            .formatted(name));
        }
        int[] ahead =
                switch (name.charAt(0)) {
                    case 'h' -> IntStream.range(0, rows * columns).toArray();
                    case 'v' -> columnMajor(rows, columns);
                    default -> windows(rows, columns, Integer.parseInt(parts.group(2)));
                };
        return new ScanOrder(
                place.among(rows, columns), parts.group(3) == null ? ahead : reversed(ahead));
    }

    /**
     * The four orders of VMamba's cross scan: rows, columns, and both from last to first ({@code
     * CrossScan} of its {@code csms6s.py}).
     */
    public static List<ScanOrder> cross(int rows, int columns) {
        return Stream.of("h", "v", "h_flip", "v_flip")
                .map(name -> named(name, rows, columns, ClassToken.NONE))
                .toList();
    }

    private static int[] columnMajor(int rows, int columns) {
        return IntStream.range(0, rows * columns).map(i -> i % rows * columns + i / rows).toArray();
    }

    private static int[] windows(int rows, int columns, int side) {
        int down = Math.ceilDiv(rows, side);
        int across = Math.ceilDiv(columns, side);
        int[] cells = new int[down * across * side * side];
        for (int position = 0; position < cells.length; position++) {
            int window = position / (side * side);
            int row = window / across * side + position / side % side;
            int column = window % across * side + position % side;
            boolean inside = row < rows && column < columns;
            cells[position] = inside ? row * columns + column : TokenOrder.PADDING;
        }
        return cells;
    }

    private static int[] reversed(int[] values) {
        return IntStream.range(0, values.length).map(i -> values[values.length - 1 - i]).toArray();
    }

    /** Patch at each position of the scan. */
    public TokenOrder order() {
        return order;
    }

    /**
     * Per scan position, the position of its token before the scan; {@link #tokens()}, one past the
     * last token, means zeros.
     */
    public int[] gather() {
        return gather.clone();
    }

    /** Per token before the scan, its scan position: the way back. */
    public int[] inverse() {
        return inverse.clone();
    }

    /** Number of tokens before the scan, class tokens included. */
    public int tokens() {
        return inverse.length;
    }

    /** Number of scan positions, padding included. */
    public int length() {
        return gather.length;
    }

    /** Returns true if windows had to be padded. */
    public boolean isPadded() {
        return length() > tokens();
    }

    /** Returns true if the scan takes the tokens in their own order. */
    public boolean isIdentity() {
        return IntStream.range(0, gather.length).allMatch(i -> gather[i] == i);
    }
}
