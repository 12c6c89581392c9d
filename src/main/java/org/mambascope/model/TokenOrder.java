package org.mambascope.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Order of a token sequence: the patch at each of its positions. A layer of a reversed, column-wise
 * or windowed scan sees the same patches in another order.
 *
 * @param rows patches from top to bottom
 * @param columns patches from left to right
 * @param cells per position, {@code row · columns + column} of its patch, {@link #CLASS_TOKEN} or
 *     {@link #PADDING}
 */
public record TokenOrder(int rows, int columns, int[] cells) {
    /** Marks a class token. */
    public static final int CLASS_TOKEN = -1;

    /** Marks a position that a windowed scan adds to fill its last windows. */
    public static final int PADDING = -2;

    public TokenOrder {
        cells = cells.clone();
        for (int cell : cells) {
            if (cell < PADDING || cell >= rows * columns) {
                throw new IllegalArgumentException(
                        "no patch " + cell + " in a grid of " + rows + " × " + columns);
            }
        }
    }

    /** Row by row from the top left, without class token. */
    public static TokenOrder rowMajor(int rows, int columns) {
        return new TokenOrder(rows, columns, IntStream.range(0, rows * columns).toArray());
    }

    /** Positions without patches, as the rows of a matrix. */
    public static TokenOrder unplaced(int length) {
        int[] cells = new int[length];
        Arrays.fill(cells, PADDING);
        return new TokenOrder(0, 0, cells);
    }

    @Override
    public int[] cells() {
        return cells.clone();
    }

    /** Number of positions. */
    public int length() {
        return cells.length;
    }

    /**
     * The patch at a position, {@code row · columns + column}; empty for class tokens and padding.
     */
    public OptionalInt cell(int position) {
        int cell = cells[position];
        return cell >= 0 ? OptionalInt.of(cell) : OptionalInt.empty();
    }

    /** Returns true if this position holds a class token. */
    public boolean isClassToken(int position) {
        return cells[position] == CLASS_TOKEN;
    }

    /** Positions of the class tokens, ascending. */
    public int[] classTokens() {
        return IntStream.range(0, cells.length).filter(this::isClassToken).toArray();
    }

    /** Order of the tokens from last to first. */
    public TokenOrder reversed() {
        int last = cells.length - 1;
        return new TokenOrder(
                rows, columns, IntStream.rangeClosed(0, last).map(i -> cells[last - i]).toArray());
    }

    /**
     * Direction of a scan over the patches, as an arrow: → along rows, ← along them from the last
     * patch, ↓ along columns, ↑ along them from the last. Empty for windows and for grids of one
     * row or column.
     */
    public Optional<String> direction() {
        int[] patches = Arrays.stream(cells).filter(cell -> cell >= 0).toArray();
        int count = rows * columns;
        if (rows < 2 || columns < 2 || patches.length != count) {
            return Optional.empty();
        }
        IntUnaryOperator alongColumns = i -> i % rows * columns + i / rows;
        return runs(patches, i -> i)
                ? Optional.of("→")
                : runs(patches, i -> count - 1 - i)
                        ? Optional.of("←")
                        : runs(patches, alongColumns)
                                ? Optional.of("↓")
                                : runs(patches, i -> alongColumns.applyAsInt(count - 1 - i))
                                        ? Optional.of("↑")
                                        : Optional.empty();
    }

    private static boolean runs(int[] patches, IntUnaryOperator order) {
        return IntStream.range(0, patches.length).allMatch(i -> patches[i] == order.applyAsInt(i));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenOrder(int otherRows, int otherColumns, int[] otherCells)
                && rows == otherRows
                && columns == otherColumns
                && Arrays.equals(cells, otherCells);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rows + columns) + Arrays.hashCode(cells);
    }

    @Override
    public String toString() {
        return "TokenOrder[" + rows + " × " + columns + ", " + cells.length + " positions]";
    }
}
