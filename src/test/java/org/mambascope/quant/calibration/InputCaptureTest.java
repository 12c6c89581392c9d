package org.mambascope.quant.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.model.LinearSlot;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ModelBlock;
import org.mambascope.model.TinyModels;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.load.ModelLoader;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class InputCaptureTest {
    private static final int IMAGES = 2;
    private static final int SIDE = TinyModels.SIDE;

    @TempDir private Path folder;

    @Test
    @DisplayName("what entered a layer is free as soon as its consumer is done with it")
    void holdsNoLayerThatWasHandedOut() {
        Path file = TinyModels.write("Vim", folder);
        List<WeakReference<float[]>> handedOut = new ArrayList<>();
        List<Long> held = new ArrayList<>();
        try (LoadedModel model = ModelLoader.load(file, LoadOptions.DEFAULT, Device.cpu());
                BlockActivations in = BlockActivations.embed(model.network(), images(), IMAGES)) {
            ModelBlock block = model.network().blocks().getFirst();

            InputCapture.run(
                    block,
                    in,
                    block.slots().stream().map(LinearSlot::site).toList(),
                    input -> {
                        System.gc();
                        held.add(
                                handedOut.stream()
                                        .filter(earlier -> !earlier.refersTo(null))
                                        .count());
                        handedOut.add(new WeakReference<>(input.values()));
                    });
        }

        assertThat(held).hasSizeGreaterThan(2).containsOnly(0L);
    }

    private static CalibrationSet images() {
        return new CalibrationSet("black", IMAGES, SIDE, SIDE, new float[IMAGES * 3 * SIDE * SIDE]);
    }
}
