package org.mambascope.tensor.device;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AllocatorTuningTest {
    private static final Shape MEGABYTE = new Shape(1 << 18);

    @Test
    @DisplayName("tensors keep their values, and new ones can be made, after memory was given back")
    void leavesTensorsAlone() {
        try (NDManager manager = Devices.newManager(Device.cpu())) {
            NDArray kept = manager.ones(MEGABYTE);
            manager.ones(MEGABYTE).close();

            AllocatorTuning.giveBack();

            assertThat(kept.sum().getFloat()).isEqualTo(1 << 18);
            assertThat(manager.ones(MEGABYTE).sum().getFloat()).isEqualTo(1 << 18);
        }
    }
}
