package org.mambascope.quant.layer;

import org.mambascope.model.TokenOrder;
import org.mambascope.quant.range.ActivationParameters;

import java.util.Arrays;
import java.util.Optional;

/**
 * A layer's numbers of token positions for another grid of tokens: each position takes those of the
 * nearest place of the grid that was calibrated, in whatever order either grid is scanned.
 *
 * @param sources per position of the new order, the position of the old
 */
record TokenResampling(int[] sources) {
    /** From one order to another, maybe of another grid. */
    static TokenResampling between(TokenOrder from, TokenOrder to) {
        int[] positions = new int[from.rows() * from.columns()];
        for (int position = 0; position < from.length(); position++) {
            int place = position;
            from.cell(position).ifPresent(cell -> positions[cell] = place);
        }
        int[] sources = new int[to.length()];
        for (int position = 0; position < sources.length; position++) {
            int cell = to.cell(position).orElse(0);
            int row = nearest(cell / to.columns(), to.rows(), from.rows());
            int column = nearest(cell % to.columns(), to.columns(), from.columns());
            sources[position] = positions[row * from.columns() + column];
        }
        return new TokenResampling(sources);
    }

    private static int nearest(int place, int count, int others) {
        return Math.min(others - 1, (int) ((place + 0.5) * others / count));
    }

    /** Returns true if a layer has numbers of token positions. */
    static boolean hasRows(QuantisedLayer layer) {
        return layer.basis().mean().isPresent()
                || switch (layer.activations()) {
                    case ActivationParameters.Static(float[] steps, _) -> steps.length > 1;
                    case ActivationParameters.Outliers(float[] steps) -> steps.length > 1;
                    case ActivationParameters.Dynamic _, ActivationParameters.None _ -> false;
                };
    }

    /** The layer over the new order. */
    QuantisedLayer of(QuantisedLayer layer) {
        ActivationParameters activations =
                switch (layer.activations()) {
                    case ActivationParameters.Static(float[] steps, float[] zeros) ->
                            new ActivationParameters.Static(rows(steps, 1), rows(zeros, 1));
                    case ActivationParameters.Outliers(float[] steps) ->
                            new ActivationParameters.Outliers(rows(steps, 1));
                    case ActivationParameters.Dynamic same -> same;
                    case ActivationParameters.None same -> same;
                };
        InputBasis basis = layer.basis();
        Optional<TokenMeans> mean =
                basis.mean()
                        .map(
                                means ->
                                        new TokenMeans(
                                                means.rank(),
                                                rows(means.shares(), means.rank()),
                                                means.directions()));
        return new QuantisedLayer(
                layer.name(),
                layer.bits(),
                new InputBasis(basis.smooth(), mean, basis.axes(), basis.rotated()),
                layer.weights(),
                activations,
                layer.ofMeans(),
                layer.offset());
    }

    /** Rows of a table, one for each position; a single row is one for all positions. */
    private float[] rows(float[] table, int width) {
        if (table.length == width) {
            return table;
        }
        float[] rows = new float[sources.length * width];
        for (int position = 0; position < sources.length; position++) {
            System.arraycopy(table, sources[position] * width, rows, position * width, width);
        }
        return rows;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenResampling(int[] others) && Arrays.equals(sources, others);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sources);
    }

    @Override
    public String toString() {
        return "TokenResampling of " + sources.length + " positions";
    }
}
