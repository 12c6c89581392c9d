package org.mambascope.model.vmamba;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mambascope.model.FloatingLinear;
import org.mambascope.model.Probe;
import org.mambascope.tensor.device.Devices;
import org.mambascope.tensor.dispatch.KernelSelection;

import java.util.Optional;

class PatchMergingTest {
    @Test
    @DisplayName("four neighbours lie side by side, column by column, zeros beyond an odd edge")
    void neighboursOfAnOddGrid() {
        try (NDManager manager = Devices.newManager(Device.cpu())) {
            FloatingLinear identity =
                    new FloatingLinear(
                            KernelSelection.on(manager), manager.eye(4), Optional.empty());
            Downsampling merging =
                    new Downsampling.Merging(new Grid(3, 5), x -> x, identity, "reduction.input");
            NDArray tokens = manager.arange(1f, 16f).reshape(new Shape(1, 15, 1));

            NDArray merged = merging.apply(tokens, Probe.NONE);

            assertThat(merged.getShape()).isEqualTo(new Shape(1, 6, 4));
            assertThat(merged.toFloatArray())
                    .containsExactly(
                            1, 6, 2, 7, 3, 8, 4, 9, 5, 10, 0, 0, 11, 0, 12, 0, 13, 0, 14, 0, 15, 0,
                            0, 0);
        }
    }
}
