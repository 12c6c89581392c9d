package org.mambascope.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mambascope.tensor.Differences.gaussian;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mambascope.base.Problem;
import org.mambascope.tensor.cpu.jit.Int8GemmCode;
import org.mambascope.tensor.cpu.linear.Int8DotProductLinear;
import org.mambascope.tensor.cuda.CudaIntegerLinear;
import org.mambascope.tensor.dispatch.IntegerKernels;
import org.mambascope.tensor.torch.TorchScriptModule;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Layers on codes give what 32-bit integers in Java give, extremes included. Where the processor
 * has 7 bits for one side, the layers of these tests keep to it.
 */
class IntegerLinearTest {
    private static NDManager manager;
    private static IntegerKernels kernels;
    private static TorchScriptModule script;

    @BeforeAll
    static void start() {
        manager = NDManager.newBaseManager("PyTorch");
        kernels = IntegerKernels.on(manager);
        script = TorchScriptModule.load(manager, "integers.torchscript", "Integers");
    }

    @AfterAll
    static void stop() {
        manager.close();
    }

    static Stream<Arguments> layers() {
        return Stream.of(
                Arguments.of(1, 1, 8, 3),
                Arguments.of(2, 7, 192, 96),
                Arguments.of(1, 65, 384, 44),
                Arguments.of(3, 17, 12, 50),
                Arguments.of(1, 20, 45, 21));
    }

    @ParameterizedTest(name = "{0} images, {1} tokens, {2} inputs, {3} outputs")
    @MethodSource("layers")
    @DisplayName("with steps of one, the sums are the integers, bit for bit")
    void sumsAreTheIntegers(int images, int tokens, int inputs, int outputs) {
        Random random = new Random(1);
        IntegerLinearParameters layer =
                new IntegerLinearParameters(
                        weights(random, outputs, inputs, filled(outputs, 1)),
                        new ActivationQuantiser(
                                filled(1, 1), filled(1, 0), Optional.empty(), activationBits()),
                        Optional.empty());
        float[] codes = new float[images * tokens * inputs];
        for (int i = 0; i < codes.length; i++) {
            codes[i] =
                    i < inputs
                            ? layer.grid().largest()
                            : random.nextInt(layer.grid().largest() + 1);
        }
        NDArray x = manager.create(codes, new Shape(images, tokens, inputs));
        float[] expected = reference(layer, codes, tokens);

        for (IntegerArithmetic arithmetic : IntegerArithmetic.values()) {
            assertSame(on(arithmetic, layer).apply(x), expected);
            assertSame(inScript(arithmetic, layer).apply(x), expected);
        }
        byLibrary(layer).forEach(linear -> assertSame(linear.apply(x), expected));
        inMachineCode(layer).forEach(linear -> assertSame(linear.apply(x), expected));
    }

    @ParameterizedTest(name = "{0} images, {1} tokens, {2} inputs, {3} outputs")
    @MethodSource("layers")
    @DisplayName("steps, smoothing and biases give what the definition gives, bit for bit")
    void layersFollowTheDefinition(int images, int tokens, int inputs, int outputs) {
        Random random = new Random(2);
        float[] values = gaussian(random, images * tokens * inputs, 3);
        values[0] = 1e9f;
        values[values.length - 1] = -1e9f;
        NDArray x = manager.create(values, new Shape(images, tokens, inputs));
        for (IntegerLinearParameters layer :
                new IntegerLinearParameters[] {
                    layer(random, tokens, inputs, outputs, Optional.empty()),
                    layer(random, 1, inputs, outputs, Optional.of(gaussian(random, outputs, 1))),
                    layer(
                            random,
                            1,
                            inputs,
                            outputs,
                            Optional.of(gaussian(random, tokens * outputs, 1))),
                    layer(
                            random,
                            tokens,
                            inputs,
                            outputs,
                            Optional.of(gaussian(random, tokens * outputs, 1)))
                }) {
            float[] expected = reference(layer, values, tokens);
            for (IntegerArithmetic arithmetic : IntegerArithmetic.values()) {
                IntegerLinear linear = on(arithmetic, layer);
                assertThat(linear.arithmetic()).isEqualTo(arithmetic);
                assertSame(linear.apply(x), expected);
                assertSame(inScript(arithmetic, layer).apply(x), expected);
            }
            byLibrary(layer).forEach(linear -> assertSame(linear.apply(x), expected));
            inMachineCode(layer).forEach(linear -> assertSame(linear.apply(x), expected));
        }
    }

    @ParameterizedTest
    @EnumSource(IntegerArithmetic.class)
    @DisplayName("values halfway between two codes go to the even one, before the zero point")
    void halvesGoToTheEvenCode(IntegerArithmetic arithmetic) {
        float[] x = {-3.5f, -2.5f, -1.5f, -0.5f, 0.5f, 1.5f, 2.5f, 3.5f};
        float[] expected = {-3, -2, -2, 0, 0, 2, 2, 3};
        byte[] identity = new byte[64];
        for (int i = 0; i < 8; i++) {
            identity[i * 8 + i] = 1;
        }
        IntegerLinearParameters layer =
                new IntegerLinearParameters(
                        new IntegerWeights(8, 8, identity, filled(8, 1)),
                        new ActivationQuantiser(filled(1, 1), filled(1, 3), Optional.empty(), 3),
                        Optional.empty());
        expected[7] = 4;
        NDArray tokens = manager.create(x, new Shape(1, 1, 8));

        assertThat(on(arithmetic, layer).apply(tokens).toFloatArray()).containsExactly(expected);
        assertThat(inScript(arithmetic, layer).apply(tokens).toFloatArray())
                .containsExactly(expected);
    }

    @Test
    @DisplayName("on Linux, a processor with AVX2 and vectors to match has machine code for bytes")
    void machineCodeIsThere() {
        Assumptions.assumeTrue(Int8GemmCode.Instructions.AVX2.areThere(), "no AVX2 on Linux here");

        assertThat(Int8GemmCode.found()).isPresent();
        assertThat(kernels.range()).isEqualTo(ExactIntegerRange.FULL);
    }

    @Test
    @DisplayName("an input that is a part of another tensor gives the same as a copy of it")
    void partsOfTensorsAreRead() {
        Random random = new Random(3);
        IntegerLinearParameters layer = layer(random, 5, 12, 16, Optional.empty());
        NDArray wide = manager.create(gaussian(random, 2 * 5 * 44, 1), new Shape(2, 5, 44));
        NDArray part = wide.get("..., 0:12");
        NDArray copy = manager.create(part.toFloatArray(), part.getShape());
        IntegerLinear linear = on(IntegerArithmetic.INTEGER, layer);

        assertThat(linear.apply(part).toFloatArray())
                .containsExactly(linear.apply(copy).toFloatArray());
        assertThat(linear.apply(new ChannelRange(wide, 0, 12)).toFloatArray())
                .containsExactly(linear.apply(copy).toFloatArray());
    }

    @Test
    @DisplayName("codes that this processor would multiply wrongly are refused")
    void codesOutOfRangeAreRefused() {
        IntegerLinearParameters layer =
                new IntegerLinearParameters(
                        new IntegerWeights(1, 1, new byte[] {127}, filled(1, 1)),
                        new ActivationQuantiser(filled(1, 1), filled(1, 0), Optional.empty(), 8),
                        Optional.empty());
        if (kernels.range() == ExactIntegerRange.FULL) {
            assertThat(kernels.linear(layer, IntegerArithmetic.INTEGER).arithmetic())
                    .isEqualTo(IntegerArithmetic.INTEGER);
        } else {
            assertThatThrownBy(() -> kernels.linear(layer, IntegerArithmetic.INTEGER))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(kernels.range().sentence());
        }
    }

    @Test
    @DisplayName("another number of tokens than the steps are for is said, with both numbers")
    void otherTokensAreSaid() {
        IntegerLinearParameters layer = layer(new Random(4), 5, 8, 8, Optional.empty());
        NDArray x = manager.zeros(new Shape(1, 6, 8));

        assertThatThrownBy(() -> on(IntegerArithmetic.FLOATING, layer).apply(x))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("5 tokens")
                .hasMessageContaining("given 6");
    }

    @Test
    @DisplayName("parts of a layer that do not fit are refused")
    void partsThatDoNotFitAreRefused() {
        IntegerWeights weights = weights(new Random(5), 4, 6, filled(4, 1));
        ActivationQuantiser grid =
                new ActivationQuantiser(filled(3, 1), filled(3, 0), Optional.empty(), 8);

        assertRefused(() -> new IntegerWeights(2, 2, new byte[3], filled(2, 1)));
        assertRefused(() -> new IntegerWeights(1, 1, new byte[] {-128}, filled(1, 1)));
        assertRefused(() -> new IntegerWeights(1, 1, new byte[] {1}, new float[] {Float.NaN}));
        assertRefused(
                () -> new ActivationQuantiser(filled(1, 0), filled(1, 0), Optional.empty(), 8));
        assertRefused(
                () -> new ActivationQuantiser(filled(1, 1), filled(1, .5f), Optional.empty(), 8));
        assertRefused(
                () -> new ActivationQuantiser(filled(1, 1), filled(1, 16), Optional.empty(), 4));
        assertRefused(
                () -> new ActivationQuantiser(filled(1, 1), filled(2, 0), Optional.empty(), 4));
        assertRefused(
                () -> new ActivationQuantiser(filled(1, 1), filled(1, 0), Optional.empty(), 9));
        assertRefused(() -> new IntegerLinearParameters(weights, grid, Optional.of(new float[5])));
        assertRefused(() -> new IntegerLinearParameters(weights, grid, Optional.of(new float[8])));
        assertRefused(
                () ->
                        new IntegerLinearParameters(
                                weights,
                                new ActivationQuantiser(
                                        filled(1, 1), filled(1, 0), Optional.of(filled(5, 1)), 8),
                                Optional.empty()));
    }

    private static void assertRefused(Runnable construction) {
        assertThatThrownBy(construction::run).isInstanceOf(IllegalArgumentException.class);
    }

    private static IntegerLinear on(IntegerArithmetic arithmetic, IntegerLinearParameters layer) {
        return kernels.linear(layer, arithmetic);
    }

    /** What runs on CUDA, here on the CPU. */
    private static IntegerLinear inScript(
            IntegerArithmetic arithmetic, IntegerLinearParameters layer) {
        return new CudaIntegerLinear(manager, script, layer, arithmetic);
    }

    /** What runs on a CPU for which there is no machine code, as far as libtorch is exact. */
    private static Stream<IntegerLinear> byLibrary(IntegerLinearParameters layer) {
        ExactIntegerRange range = ExactIntegerRange.examine(IntegerLinearTest::libraryProduct);
        return Arrays.stream(IntegerArithmetic.values())
                .filter(
                        arithmetic ->
                                arithmetic == IntegerArithmetic.FLOATING
                                        || range == ExactIntegerRange.FULL)
                .map(arithmetic -> kernels.byLibrary(manager, layer, arithmetic));
    }

    private static float[] libraryProduct(float[] activations, IntegerWeights weights) {
        IntegerLinearParameters layer =
                new IntegerLinearParameters(
                        weights,
                        new ActivationQuantiser(filled(1, 1), filled(1, 0), Optional.empty(), 8),
                        Optional.empty());
        int rows = activations.length / weights.inputs();
        NDArray x = manager.create(activations, new Shape(1, rows, weights.inputs()));
        return kernels.byLibrary(manager, layer, IntegerArithmetic.INTEGER).apply(x).toFloatArray();
    }

    /** One for each kind of instructions that this processor has. */
    private static Stream<IntegerLinear> inMachineCode(IntegerLinearParameters layer) {
        return Arrays.stream(Int8GemmCode.Instructions.values())
                .map(Int8GemmCode::of)
                .flatMap(Optional::stream)
                .map(code -> new Int8DotProductLinear(code, layer));
    }

    private static int activationBits() {
        return kernels.range() == ExactIntegerRange.FULL ? 8 : 7;
    }

    private static IntegerLinearParameters layer(
            Random random, int tokens, int inputs, int outputs, Optional<float[]> bias) {
        float[] weightSteps = positive(random, outputs, 0.01f);
        float[] zeroPoints = new float[tokens];
        for (int i = 0; i < tokens; i++) {
            zeroPoints[i] = random.nextInt(1 << activationBits());
        }
        return new IntegerLinearParameters(
                weights(random, outputs, inputs, weightSteps),
                new ActivationQuantiser(
                        positive(random, tokens, 0.05f),
                        zeroPoints,
                        Optional.of(positive(random, inputs, 1)),
                        activationBits()),
                bias);
    }

    /** The first two outputs have nothing but extremes. */
    private static IntegerWeights weights(Random random, int outputs, int inputs, float[] steps) {
        byte[] codes = new byte[outputs * inputs];
        for (int i = 0; i < codes.length; i++) {
            codes[i] =
                    (byte)
                            switch (i / inputs) {
                                case 0 -> 127;
                                case 1 -> -127;
                                default -> random.nextInt(255) - 127;
                            };
        }
        return new IntegerWeights(outputs, inputs, codes, steps);
    }

    private static float[] positive(Random random, int size, float scale) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = scale * (0.5f + random.nextFloat());
        }
        return values;
    }

    private static float[] filled(int size, float value) {
        float[] values = new float[size];
        Arrays.fill(values, value);
        return values;
    }

    /** Codes as floats round them, their sums in integers, scaled in 32-bit floats. */
    private static float[] reference(IntegerLinearParameters layer, float[] x, int tokens) {
        IntegerWeights weights = layer.weights();
        ActivationQuantiser grid = layer.grid();
        int inputs = weights.inputs();
        int outputs = weights.outputs();
        float[] y = new float[x.length / inputs * outputs];
        for (int row = 0; row < x.length / inputs; row++) {
            int at = row % tokens % grid.tokens();
            float step = grid.steps()[at];
            int zeroPoint = (int) grid.zeroPoints()[at];
            for (int output = 0; output < outputs; output++) {
                int sum = 0;
                for (int k = 0; k < inputs; k++) {
                    float smoothing = grid.smoothing().isPresent() ? grid.smoothing().get()[k] : 1;
                    double rounded = Math.rint(x[row * inputs + k] / (smoothing * step));
                    int code = Math.clamp((long) rounded + zeroPoint, 0, grid.largest());
                    sum += (code - zeroPoint) * weights.codes()[output * inputs + k];
                }
                int index = row * outputs + output;
                float bias = layer.bias().isPresent() ? biasAt(layer, index, tokens) : 0;
                y[index] = sum * (weights.steps()[output] * step) + bias;
            }
        }
        return y;
    }

    private static float biasAt(IntegerLinearParameters layer, int index, int tokens) {
        float[] bias = layer.bias().orElseThrow();
        return bias[index % (tokens * layer.weights().outputs()) % bias.length];
    }

    /** A sum of zero may come with either sign. */
    private static void assertSame(NDArray actual, float[] expected) {
        float[] values = actual.toFloatArray();
        assertThat(values.length).isEqualTo(expected.length);
        for (int i = 0; i < expected.length; i++) {
            if (values[i] != expected[i]) {
                assertThat(values[i]).as("value %d", i).isEqualTo(expected[i]);
            }
        }
    }
}
