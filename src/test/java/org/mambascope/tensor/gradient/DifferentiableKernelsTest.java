package org.mambascope.tensor.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mambascope.tensor.Differences.assertClose;
import static org.mambascope.tensor.Differences.doubles;
import static org.mambascope.tensor.Differences.gaussian;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.model.Goldens;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ModelSummary;
import org.mambascope.model.Probe;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.load.ModelLoader;
import org.mambascope.tensor.cpu.CpuKernels;
import org.mambascope.tensor.device.Devices;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** Gradients that go through Java are those of libtorch's own autograd. */
class DifferentiableKernelsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "vim_small_midcls.safetensors",
                "vim_headcls_nodiv.safetensors",
                "localvim_small_midcls.safetensors",
                "vmamba_small_v0.safetensors",
                "vmamba_small_v05noz.safetensors",
                "localvmamba_small.safetensors",
            })
    @DisplayName("all parameters of a model get the gradients that TorchScript's autograd gives")
    void gradientsOfAModel(String weights) {
        Map<String, float[]> expected =
                gradients(weights, manager -> new DifferentiableKernels(manager, false));
        Map<String, float[]> actual =
                gradients(weights, manager -> new DifferentiableKernels(manager, true));

        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach(
                (name, gradient) -> assertClose(name, actual.get(name), doubles(gradient), 1e-5));
    }

    private static Map<String, float[]> gradients(
            String weights, Function<NDManager, DifferentiableKernels> kernels) {
        DifferentiableKernels[] used = new DifferentiableKernels[1];
        try (LoadedModel model =
                ModelLoader.load(
                        Goldens.file(weights),
                        LoadOptions.DEFAULT,
                        Device.cpu(),
                        manager -> used[0] = kernels.apply(manager))) {
            NDManager manager = model.network().manager();
            Map<String, NDArray> parameters = model.network().leaves();
            parameters.values().forEach(parameter -> parameter.setRequiresGradient(true));
            ModelSummary summary = model.network().summary();
            Random random = new Random(5);
            Shape input = new Shape(3, 3, summary.imageHeight(), summary.imageWidth());
            NDArray images = manager.create(gaussian(random, (int) input.size(), 1), input);
            NDArray target =
                    manager.create(
                            gaussian(random, 3 * summary.classes(), 1),
                            new Shape(3, summary.classes()));
            try (GradientTape tape = used[0].newTape()) {
                NDArray logits = model.network().forward(images, Probe.NONE);
                tape.backward(logits.mul(target).sum());
            }
            Map<String, float[]> gradients = new LinkedHashMap<>();
            parameters.forEach(
                    (name, parameter) ->
                            gradients.put(name, parameter.getGradient().toFloatArray()));
            return gradients;
        }
    }

    @Test
    @DisplayName("without a tape nothing is recorded, and a scan gives what others give")
    void withoutATapeNothingIsRecorded() {
        try (NDManager manager = Devices.newManager(Device.cpu())) {
            NDArray x = manager.create(gaussian(new Random(1), 24, 1), new Shape(1, 4, 6));
            NDArray weight = manager.create(gaussian(new Random(2), 12, 1), new Shape(6, 1, 2));
            x.setRequiresGradient(true);

            NDArray y =
                    new DifferentiableKernels(manager)
                            .causalConvolution(weight, Optional.empty())
                            .apply(x);

            NDArray expected =
                    new CpuKernels(manager).causalConvolution(weight, Optional.empty()).apply(x);
            assertThat(y.hasGradient()).isFalse();
            assertThat(y.toFloatArray()).isEqualTo(expected.toFloatArray());
        }
    }
}
