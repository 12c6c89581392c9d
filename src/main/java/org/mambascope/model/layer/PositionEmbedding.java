package org.mambascope.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;

import org.mambascope.base.Problem;
import org.mambascope.model.architecture.StateDictLoader;
import org.mambascope.tensor.Kernels;

import java.util.function.Consumer;

/**
 * Learned positions of a square grid of patches and of class tokens, fitted to another grid by
 * bicubic interpolation; the rows of class tokens stay as they are.
 *
 * @param values (1, tokens, channels)
 * @param place of the class tokens among the patches
 * @param side patches per side
 */
public record PositionEmbedding(NDArray values, ClassToken place, int side) {
    /**
     * Takes the embedding from a file, whatever square grid it was learned for.
     *
     * @throws Problem if its rows cannot be those of a square grid with these class tokens
     */
    public static PositionEmbedding take(
            StateDictLoader weights, String name, ClassToken place, int width) {
        int rows = weights.rows(name, 1).orElse(place.count() + 1);
        int side = (int) Math.round(Math.sqrt(Math.max(rows - place.count(), 0)));
        if (side == 0 || side * side + place.count() != rows) {
            throw new Problem(
                    "Expected a position embedding for a square grid of patches and %s, found %d rows in %s: take the weights that belong to this model."
                            .formatted(place.words(), rows, name));
        }
        return new PositionEmbedding(weights.take(name, 1, rows, width), place, side);
    }

    /**
     * The embedding of another grid; as it is if the grid is the same.
     *
     * @param note hears what was done
     * @return (1, tokens, channels), owned by the manager of the values
     */
    public NDArray forGrid(int newSide, Kernels kernels, Consumer<String> note) {
        if (newSide == side) {
            return values;
        }
        note.accept(
                "The position embedding was learned for %d × %d patches and is interpolated to %d × %d (bicubic)."
                        .formatted(side, side, newSide, newSide));
        int patches = side * side;
        return switch (place) {
            case NONE -> resized(values, newSide, kernels);
            case HEAD -> join(rows(0, 1), resized(rows(1, patches + 1), newSide, kernels));
            case BOTH_ENDS ->
                    join(
                            rows(0, 1),
                            resized(rows(1, patches + 1), newSide, kernels),
                            rows(patches + 1, patches + 2));
            case MIDDLE -> {
                int middle = patches / 2;
                NDArray grid = join(rows(0, middle), rows(middle + 1, patches + 1));
                NDArray fitted = resized(grid, newSide, kernels);
                int newMiddle = newSide * newSide / 2;
                yield join(
                        fitted.get(":, 0:" + newMiddle),
                        rows(middle, middle + 1),
                        fitted.get(":, " + newMiddle + ":"));
            }
        };
    }

    private NDArray rows(int from, int to) {
        return values.get(":, " + from + ":" + to);
    }

    private static NDArray join(NDArray... parts) {
        return NDArrays.concat(new NDList(parts), 1);
    }

    private NDArray resized(NDArray grid, int newSide, Kernels kernels) {
        long channels = grid.getShape().get(2);
        NDArray planes = grid.reshape(1, side, side, channels).transpose(0, 3, 1, 2);
        NDArray fitted = kernels.resizeBicubic(planes, newSide, newSide);
        return fitted.transpose(0, 2, 3, 1).reshape(1, (long) newSide * newSide, channels);
    }
}
