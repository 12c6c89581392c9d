package org.mambascope.bench;

import static org.mambascope.bench.OneThread.CHANNELS;
import static org.mambascope.bench.OneThread.TOKENS;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import org.mambascope.tensor.ChannelRange;
import org.mambascope.tensor.Kernels;
import org.mambascope.tensor.ScanTarget;
import org.mambascope.tensor.SelectiveScan;
import org.mambascope.tensor.SequencePath;

import java.util.Optional;

/** The selective scan with softplus, skip and gate. */
final class ScanBench {
    private ScanBench() {}

    /** Prints times for 16, 8, 2 and 1 states. */
    public static void main(String[] arguments) {
        OneThread.run(
                (manager, timer) -> {
                    Shape wide = new Shape(1, TOKENS, CHANNELS);
                    NDArray u = manager.randomNormal(wide);
                    NDArray delta = manager.randomNormal(wide);
                    NDArray z = manager.randomNormal(wide);
                    Kernels kernels = Kernels.on(manager);
                    for (int states : new int[] {16, 8, 2, 1}) {
                        SelectiveScan scan =
                                kernels.selectiveScan(
                                        manager.randomNormal(new Shape(CHANNELS, states)),
                                        manager.randomNormal(new Shape(CHANNELS)),
                                        manager.randomNormal(new Shape(CHANNELS)));
                        NDArray selected = manager.randomNormal(new Shape(1, TOKENS, 2L * states));
                        ChannelRange b = new ChannelRange(selected, 0, states);
                        ChannelRange c = new ChannelRange(selected, states, states);
                        Optional<ChannelRange> gate = Optional.of(ChannelRange.whole(z));
                        ScanTarget target = ScanTarget.along(SequencePath.backward(TOKENS));
                        timer.print(
                                "scan, N = " + states,
                                manager,
                                (long) TOKENS * CHANNELS * states,
                                "token, channel and state",
                                scope -> scan.apply(u, delta, b, c, gate, target));
                    }
                });
    }
}
