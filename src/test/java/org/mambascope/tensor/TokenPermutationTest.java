package org.mambascope.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mambascope.tensor.Differences.assertClose;
import static org.mambascope.tensor.Differences.doubles;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.tensor.cpu.CpuKernels;
import org.mambascope.tensor.device.Devices;
import org.mambascope.tensor.torch.TorchScriptKernels;

import java.util.Optional;

/** Reading and writing tokens along a permutation is what gathering and scattering copies is. */
class TokenPermutationTest {
    private static final int IMAGES = 2;
    private static final int CHANNELS = 20;
    private static final int STATES = 3;

    /** Token 3 first, then padding, then 0, 2 and 1. */
    private static final class Padded implements TokenPermutation {
        @Override
        public int tokens() {
            return 4;
        }

        @Override
        public int[] positions() {
            return new int[] {3, PADDING, 0, 2, 1};
        }

        @Override
        public NDArray gather(NDArray x) {
            NDArray zero = x.getManager().zeros(new Shape(IMAGES, 1, x.getShape().get(2)));
            NDArray last = x.get(":, 3:4").concat(zero, 1).concat(x.get(":, 0:1"), 1);
            return last.concat(x.get(":, 2:3"), 1).concat(x.get(":, 1:2"), 1);
        }

        @Override
        public NDArray scatter(NDArray y) {
            NDArray first = y.get(":, 2:3").concat(y.get(":, 4:5"), 1);
            return first.concat(y.get(":, 3:4"), 1).concat(y.get(":, 0:1"), 1);
        }
    }

    private static TokenPermutation path(String name) {
        return switch (name) {
            case "forward" -> SequencePermutation.forward(4);
            case "backward" -> SequencePermutation.backward(4);
            default -> new Padded();
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"forward", "backward", "padded"})
    @DisplayName("a convolution reads a range of channels along a permutation")
    void convolutionAlongAPath(String name) {
        try (NDManager manager = Devices.newManager(Device.cpu())) {
            TokenPermutation path = path(name);
            NDArray wide = manager.randomNormal(new Shape(IMAGES, 4, 2 * CHANNELS));
            ChannelRange x = new ChannelRange(wide, CHANNELS, CHANNELS);
            NDArray weight = manager.randomNormal(new Shape(CHANNELS, 1, 4));
            Optional<NDArray> bias = Optional.of(manager.randomNormal(new Shape(CHANNELS)));

            NDArray y = new CpuKernels(manager).causalConvolution(weight, bias).apply(x, path);

            NDArray expected =
                    new TorchScriptKernels(manager).causalConvolution(weight, bias).apply(x, path);
            assertEqual(y, expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"forward", "backward", "padded"})
    @DisplayName("a scan reads ranges of channels, gates and joins along a path")
    void scanAlongAPath(String name) {
        try (NDManager manager = Devices.newManager(Device.cpu())) {
            TokenPermutation path = path(name);
            int length = path.positions().length;
            Shape inner = new Shape(IMAGES, length, CHANNELS);
            NDArray u = manager.randomNormal(inner);
            NDArray delta = manager.randomNormal(inner);
            NDArray selected = manager.randomNormal(new Shape(IMAGES, length, 5 + 2 * STATES));
            ChannelRange b = new ChannelRange(selected, 5, STATES);
            ChannelRange c = new ChannelRange(selected, 5 + STATES, STATES);
            NDArray wide = manager.randomNormal(new Shape(IMAGES, 4, 2 * CHANNELS));
            Optional<ChannelRange> gate = Optional.of(new ChannelRange(wide, CHANNELS, CHANNELS));
            NDArray decay = manager.randomNormal(new Shape(CHANNELS, STATES));
            NDArray skip = manager.randomNormal(new Shape(CHANNELS));
            NDArray bias = manager.randomNormal(new Shape(CHANNELS));
            SelectiveScan fast = new CpuKernels(manager).selectiveScan(decay, skip, bias);
            SelectiveScan plain = new TorchScriptKernels(manager).selectiveScan(decay, skip, bias);
            NDArray other = manager.randomNormal(new Shape(IMAGES, 4, CHANNELS));

            for (boolean averaged : new boolean[] {false, true}) {
                ScanOutput target = new ScanOutput(path, Optional.of(other), averaged);
                NDArray expected = plain.apply(u, delta, b, c, gate, target);
                ScanOutput copied = new ScanOutput(path, Optional.of(other.duplicate()), averaged);
                assertEqual(fast.apply(u, delta, b, c, gate, copied), expected);
            }
            ScanOutput alone = ScanOutput.along(path);
            assertEqual(
                    fast.apply(u, delta, b, c, Optional.empty(), alone),
                    plain.apply(u, delta, b, c, Optional.empty(), alone));
        }
    }

    private static void assertEqual(NDArray actual, NDArray expected) {
        assertThat(actual.getShape()).isEqualTo(expected.getShape());
        assertClose("", actual.toFloatArray(), doubles(expected.toFloatArray()), 1e-5);
    }
}
