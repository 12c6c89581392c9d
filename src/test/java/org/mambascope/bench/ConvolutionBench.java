package org.mambascope.bench;

import static org.mambascope.bench.OneThread.CHANNELS;
import static org.mambascope.bench.OneThread.TOKENS;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import org.mambascope.tensor.CausalConvolution;
import org.mambascope.tensor.ChannelRange;
import org.mambascope.tensor.DepthwiseConvolution;
import org.mambascope.tensor.Kernels;
import org.mambascope.tensor.SequencePath;

import java.util.Optional;

/** The convolutions along the tokens and over a grid, with SiLU. */
final class ConvolutionBench {
    private static final int SIDE = 14;

    private ConvolutionBench() {}

    /** Prints times for four taps in a row and for 3 × 3. */
    public static void main(String[] arguments) {
        OneThread.run(
                (manager, timer) -> {
                    Kernels kernels = Kernels.on(manager);
                    Optional<NDArray> bias = Optional.of(manager.randomNormal(new Shape(CHANNELS)));
                    NDArray projected = manager.randomNormal(new Shape(1, TOKENS, 2L * CHANNELS));
                    CausalConvolution row =
                            kernels.causalConvolution(
                                    manager.randomNormal(new Shape(CHANNELS, 1, 4)), bias);
                    ChannelRange x = new ChannelRange(projected, 0, CHANNELS);
                    SequencePath path = SequencePath.backward(TOKENS);
                    timer.print(
                            "convolution, 4 taps",
                            manager,
                            (long) TOKENS * CHANNELS,
                            "token and channel",
                            scope -> row.apply(x, path));
                    NDArray tokens =
                            manager.randomNormal(new Shape(1, (long) SIDE * SIDE, CHANNELS));
                    DepthwiseConvolution grid =
                            kernels.depthwiseConvolution(
                                    manager.randomNormal(new Shape(CHANNELS, 1, 3, 3)), bias);
                    timer.print(
                            "convolution, 3 × 3",
                            manager,
                            (long) SIDE * SIDE * CHANNELS,
                            "token and channel",
                            scope -> grid.apply(tokens, SIDE, SIDE));
                });
    }
}
