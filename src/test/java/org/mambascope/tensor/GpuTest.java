package org.mambascope.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.mambascope.tensor.Differences.assertClose;
import static org.mambascope.tensor.Differences.doubles;
import static org.mambascope.tensor.Differences.gaussian;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;
import org.mambascope.model.Goldens;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ModelSummary;
import org.mambascope.model.Probe;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.load.ModelLoader;
import org.mambascope.tensor.device.Devices;
import org.mambascope.tensor.dispatch.IntegerKernels;
import org.mambascope.tensor.dispatch.PrecisionKernels;
import org.mambascope.tensor.gradient.DifferentiableKernels;
import org.mambascope.tensor.gradient.GradientTape;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** An NVIDIA GPU gives the numbers that the CPU gives. Skipped where libtorch sees no GPU. */
class GpuTest {
    private static Device gpu;

    @BeforeAll
    static void findGpu() {
        Optional<Device> found = Devices.all().stream().filter(Device::isGpu).findFirst();
        assumeTrue(found.isPresent(), "libtorch sees no NVIDIA GPU here");
        gpu = found.get();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vim_small_midcls",
                "vim_headcls_nodiv",
                "localvim_small_midcls",
                "localvim_small_rope",
                "vmamba_small_v0",
                "vmamba_small_v05noz",
                "localvmamba_small",
            })
    @DisplayName("the logits of the original code are reproduced")
    void goldensAreReproduced(String name) {
        try (WeightFile golden = WeightFiles.open(Goldens.file(name + ".golden.safetensors"));
                LoadedModel model =
                        ModelLoader.load(
                                Goldens.file(name + ".safetensors"), LoadOptions.DEFAULT, gpu)) {
            long[] shape =
                    golden.tensors().get("images").shape().stream()
                            .mapToLong(Long::longValue)
                            .toArray();
            NDArray images =
                    model.network().manager().create(golden.floats("images"), new Shape(shape));
            NDArray logits = model.network().forward(images, Probe.NONE);

            assertThat(logits.getDevice()).isEqualTo(gpu);
            assertClose(name, logits.toFloatArray(), doubles(golden.floats("logits")), 1e-4);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 8, 3", "2, 7, 192, 96", "1, 65, 384, 44", "3, 17, 12, 50", "1, 20, 45, 21"})
    @DisplayName("integer products are those of 32-bit integers, bit for bit")
    void integerProductsAreExact(int images, int tokens, int inputs, int outputs) {
        Random random = new Random(1);
        byte[] codes = new byte[outputs * inputs];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) (i < inputs ? -127 : random.nextInt(255) - 127);
        }
        float[] ones = new float[outputs];
        Arrays.fill(ones, 1);
        float[] x = new float[images * tokens * inputs];
        for (int i = 0; i < x.length; i++) {
            x[i] = i < inputs ? 255 : random.nextInt(256);
        }
        float[] expected = new float[images * tokens * outputs];
        for (int i = 0; i < expected.length; i++) {
            int sum = 0;
            for (int k = 0; k < inputs; k++) {
                sum += (int) x[i / outputs * inputs + k] * codes[i % outputs * inputs + k];
            }
            expected[i] = sum;
        }
        IntegerLinearParameters layer =
                new IntegerLinearParameters(
                        new IntegerWeights(outputs, inputs, codes, ones),
                        new ActivationQuantiser(
                                new float[] {1}, new float[] {0}, Optional.empty(), 8),
                        Optional.empty());
        try (NDManager manager = Devices.newManager(gpu)) {
            IntegerKernels kernels = IntegerKernels.on(manager);
            NDArray input = manager.create(x, new Shape(images, tokens, inputs));

            assertThat(kernels.range()).isEqualTo(ExactIntegerRange.FULL);
            assertThat(kernels.linear(layer, IntegerArithmetic.INTEGER).apply(input).toFloatArray())
                    .containsExactly(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    @DisplayName("a linear layer in each format is the one that is rounded to it on the CPU")
    void formatsAreComputed(Precision precision) {
        float[] x = gaussian(new Random(1), 2 * 33 * 192, 1);
        float[] weight = gaussian(new Random(2), 96 * 192, 0.1f);
        try (NDManager cpu = Devices.newManager(Device.cpu());
                NDManager device = Devices.newManager(gpu)) {
            PrecisionKernels kernels = PrecisionKernels.on(device);
            float[] expected =
                    PrecisionKernels.on(cpu)
                            .rounded(
                                    cpu,
                                    cpu.create(weight, new Shape(96, 192)),
                                    Optional.empty(),
                                    precision)
                            .apply(cpu.create(x, new Shape(2, 33, 192)))
                            .toFloatArray();
            float[] actual =
                    kernels.linear(
                                    device.create(weight, new Shape(96, 192)),
                                    Optional.empty(),
                                    precision)
                            .apply(device.create(x, new Shape(2, 33, 192)))
                            .toFloatArray();
            double tolerance =
                    switch (precision) {
                        case FP32 -> 1e-4;
                        case FP16 -> 2e-3;
                        case BF16 -> 1.6e-2;
                    };

            assertThat(kernels.isNative(precision)).isTrue();
            assertClose(precision.label(), actual, doubles(expected), tolerance);
        }
    }

    @Test
    @DisplayName("all parameters of a model get the gradients that they get on the CPU")
    void gradientsOfAModel() {
        Map<String, float[]> expected = gradients(Device.cpu());
        Map<String, float[]> actual = gradients(gpu);

        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach(
                (name, gradient) -> assertClose(name, actual.get(name), doubles(gradient), 1e-3));
    }

    private static Map<String, float[]> gradients(Device device) {
        DifferentiableKernels[] used = new DifferentiableKernels[1];
        try (LoadedModel model =
                ModelLoader.load(
                        Goldens.file("vim_small_midcls.safetensors"),
                        LoadOptions.DEFAULT,
                        device,
                        manager -> used[0] = new DifferentiableKernels(manager))) {
            NDManager manager = model.network().manager();
            Map<String, NDArray> parameters = model.network().leaves();
            parameters.values().forEach(parameter -> parameter.setRequiresGradient(true));
            ModelSummary summary = model.network().summary();
            Shape input = new Shape(3, 3, summary.imageHeight(), summary.imageWidth());
            NDArray images = manager.create(gaussian(new Random(5), (int) input.size(), 1), input);
            try (GradientTape tape = used[0].newTape()) {
                tape.backward(model.network().forward(images, Probe.NONE).square().sum());
            }
            Map<String, float[]> gradients = new LinkedHashMap<>();
            parameters.forEach(
                    (name, parameter) ->
                            gradients.put(name, parameter.getGradient().toFloatArray()));
            return gradients;
        }
    }
}
