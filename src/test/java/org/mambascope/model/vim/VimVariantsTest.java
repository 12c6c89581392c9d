package org.mambascope.model.vim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.Probe;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.layer.ClassToken;
import org.mambascope.model.load.ModelLoader;
import org.mambascope.model.plain.PlainConfiguration;
import org.mambascope.model.plain.Pooling;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;

/** Every variant that the original constructor offers gives what its definition gives. */
class VimVariantsTest {
    private static final int IMAGE = 16;

    @TempDir private Path folder;

    /** A configuration that differs from a small Vim as published by what follows. */
    private static VimConfiguration vim(
            ClassToken token,
            Pooling pooling,
            Directions directions,
            boolean divides,
            boolean rootMeanSquare,
            int stride,
            boolean position,
            boolean rotary,
            boolean rotaryResidual,
            boolean alternating) {
        PlainConfiguration plain =
                new PlainConfiguration(
                        IMAGE,
                        4,
                        stride,
                        3,
                        5,
                        8,
                        2,
                        16,
                        3,
                        2,
                        4,
                        token,
                        pooling,
                        rootMeanSquare,
                        position,
                        rotary,
                        rotaryResidual,
                        OptionalInt.of(14),
                        1e-5);
        return new VimConfiguration(plain, directions, divides, alternating);
    }

    static Stream<Arguments> variants() {
        return Stream.of(
                Arguments.of(
                        "as published",
                        vim(
                                ClassToken.MIDDLE,
                                Pooling.NONE,
                                Directions.SEPARATE,
                                true,
                                true,
                                4,
                                true,
                                false,
                                false,
                                false),
                        false),
                Arguments.of(
                        "class token first, not divided",
                        vim(
                                ClassToken.HEAD,
                                Pooling.NONE,
                                Directions.SEPARATE,
                                false,
                                true,
                                4,
                                true,
                                false,
                                false,
                                false),
                        false),
                Arguments.of(
                        "class tokens at both ends",
                        vim(
                                ClassToken.BOTH_ENDS,
                                Pooling.NONE,
                                Directions.SEPARATE,
                                true,
                                true,
                                4,
                                true,
                                false,
                                false,
                                false),
                        false),
                Arguments.of(
                        "no class token, mean, biases",
                        vim(
                                ClassToken.NONE,
                                Pooling.MEAN,
                                Directions.SEPARATE,
                                true,
                                true,
                                4,
                                true,
                                false,
                                false,
                                false),
                        false),
                Arguments.of(
                        "no class token, last token",
                        vim(
                                ClassToken.NONE,
                                Pooling.NONE,
                                Directions.SEPARATE,
                                true,
                                true,
                                4,
                                true,
                                false,
                                false,
                                false),
                        false),
                Arguments.of(
                        "no class token, largest logit",
                        vim(
                                ClassToken.NONE,
                                Pooling.MAX,
                                Directions.SEPARATE,
                                true,
                                true,
                                4,
                                true,
                                false,
                                false,
                                false),
                        false),
                Arguments.of(
                        "overlapping patches",
                        vim(
                                ClassToken.MIDDLE,
                                Pooling.NONE,
                                Directions.SEPARATE,
                                true,
                                true,
                                2,
                                true,
                                false,
                                false,
                                false),
                        false),
                Arguments.of(
                        "layer norm",
                        vim(
                                ClassToken.MIDDLE,
                                Pooling.NONE,
                                Directions.SEPARATE,
                                true,
                                false,
                                4,
                                true,
                                false,
                                false,
                                false),
                        false),
                Arguments.of(
                        "rotary, odd number of tokens",
                        vim(
                                ClassToken.MIDDLE,
                                Pooling.NONE,
                                Directions.SEPARATE,
                                true,
                                true,
                                4,
                                true,
                                true,
                                true,
                                false),
                        false),
                Arguments.of(
                        "rotary, even number of tokens",
                        vim(
                                ClassToken.NONE,
                                Pooling.MEAN,
                                Directions.SEPARATE,
                                true,
                                true,
                                4,
                                false,
                                true,
                                false,
                                false),
                        false),
                Arguments.of(
                        "forward only",
                        vim(
                                ClassToken.HEAD,
                                Pooling.NONE,
                                Directions.FORWARD,
                                false,
                                true,
                                4,
                                true,
                                false,
                                false,
                                false),
                        false),
                Arguments.of(
                        "both ways, shared",
                        vim(
                                ClassToken.MIDDLE,
                                Pooling.NONE,
                                Directions.SHARED,
                                false,
                                true,
                                4,
                                true,
                                false,
                                false,
                                false),
                        false),
                Arguments.of(
                        "layer scale",
                        vim(
                                ClassToken.MIDDLE,
                                Pooling.NONE,
                                Directions.SEPARATE,
                                true,
                                true,
                                4,
                                true,
                                false,
                                false,
                                false),
                        true),
                Arguments.of(
                        "pairs of blocks",
                        vim(
                                ClassToken.MIDDLE,
                                Pooling.NONE,
                                Directions.FORWARD,
                                false,
                                true,
                                4,
                                true,
                                true,
                                true,
                                true),
                        false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("variants")
    @DisplayName(
            "a variant, recognised from its weights and these arguments, equals its definition")
    void variantEqualsItsDefinition(
            String name, VimConfiguration configuration, boolean layerScale) {
        RandomVim weights = new RandomVim(configuration, layerScale, 11);
        Path file = weights.write(folder.resolve("vim.safetensors"));
        LoadOptions options =
                new LoadOptions(Optional.empty(), Optional.empty(), arguments(configuration));
        try (LoadedModel model = ModelLoader.load(file, options, Device.cpu())) {
            float[] images = gaussian(2 * 3 * IMAGE * IMAGE);
            int size = images.length / 2;
            try (NDArray input =
                            model.network()
                                    .manager()
                                    .create(images, new Shape(2, 3, IMAGE, IMAGE));
                    NDArray logits = model.network().forward(input, Probe.NONE)) {
                float[] actual = logits.toFloatArray();
                for (int image = 0; image < 2; image++) {
                    double[] expected =
                            new PlainVim(configuration, weights.values())
                                    .forward(
                                            Arrays.copyOfRange(
                                                    images, image * size, (image + 1) * size));
                    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
                    for (int i = 0; i < expected.length; i++) {
                        assertThat((double) actual[image * expected.length + i])
                                .isCloseTo(expected[i], within(2e-5 * largest));
                    }
                }
            }
        }
    }

    /** What the weights cannot tell. */
    private static Map<String, String> arguments(VimConfiguration configuration) {
        Map<String, String> arguments = new HashMap<>();
        arguments.put(
                "use_middle_cls_token",
                String.valueOf(configuration.plain().classToken() == ClassToken.MIDDLE));
        arguments.put(
                "final_pool_type", configuration.plain().pooling().name().toLowerCase(Locale.ROOT));
        arguments.put("if_divide_out", String.valueOf(configuration.dividesOutput()));
        arguments.put("stride", String.valueOf(configuration.plain().stride()));
        arguments.put("img_size", String.valueOf(configuration.plain().imageSize()));
        arguments.put("if_rope", String.valueOf(configuration.plain().rotaryPosition()));
        arguments.put("if_rope_residual", String.valueOf(configuration.plain().rotaryResidual()));
        arguments.put("if_bidirectional", String.valueOf(configuration.alternating()));
        return arguments;
    }

    private static float[] gaussian(int size) {
        Random random = new Random(5);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
