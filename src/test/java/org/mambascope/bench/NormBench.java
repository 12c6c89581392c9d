package org.mambascope.bench;

import static org.mambascope.bench.OneThread.TOKENS;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import org.mambascope.tensor.Kernels;

/** Root-mean-square normalisation. */
final class NormBench {
    private static final int WIDTH = 192;

    private NormBench() {}

    /** Prints the time for a Vim-Ti's tokens. */
    public static void main(String[] arguments) {
        OneThread.run(
                (manager, timer) -> {
                    Kernels kernels = Kernels.on(manager);
                    NDArray x = manager.randomNormal(new Shape(1, TOKENS, WIDTH));
                    NDArray weight = manager.randomNormal(new Shape(WIDTH));
                    timer.print(
                            "norm",
                            manager,
                            (long) TOKENS * WIDTH,
                            "token and channel",
                            scope -> kernels.rootMeanSquareNorm(x, weight, 1e-5));
                });
    }
}
