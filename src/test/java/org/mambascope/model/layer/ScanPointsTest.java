package org.mambascope.model.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mambascope.tensor.Differences.assertClose;
import static org.mambascope.tensor.Differences.doubles;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mambascope.base.Progress;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.Probe;
import org.mambascope.model.VisualMamba;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.architecture.ModelConfiguration;
import org.mambascope.model.load.ModelLoader;
import org.mambascope.model.localvim.LocalVimConfiguration;
import org.mambascope.model.plain.PlainConfiguration;
import org.mambascope.model.preset.NewModel;
import org.mambascope.model.vim.Directions;
import org.mambascope.model.vim.VimConfiguration;
import org.mambascope.model.vmamba.VMambaConfiguration;
import org.mambascope.tensor.Differences;
import org.mambascope.tensor.ReferenceScan;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The inside of every scan is what its definition gives for what enters its projections. */
class ScanPointsTest {
    private static final int IMAGES = 2;
    private static final double TOLERANCE = 2e-5;

    @TempDir private Path folder;

    static Stream<ModelConfiguration> configurations() {
        PlainConfiguration middle =
                PlainConfiguration.of(32, 8, 10, 16, 3, ClassToken.MIDDLE, false).withStateSize(5);
        PlainConfiguration rotary =
                PlainConfiguration.of(40, 8, 10, 16, 2, ClassToken.NONE, true).withStateSize(3);
        List<List<String>> directions =
                Collections.nCopies(3, List.of("h", "h_flip", "v", "v_flip", "w2", "w2_flip"));
        return Stream.of(
                VimConfiguration.published(middle),
                new VimConfiguration(rotary, Directions.FORWARD, true, false),
                new VimConfiguration(rotary, Directions.SHARED, false, true),
                LocalVimConfiguration.published(middle, directions),
                LocalVimConfiguration.published(rotary, directions.subList(0, 2)),
                VMambaConfiguration.published(32, 4, 10, List.of(1, 2), 16, 2),
                VMambaConfiguration.publishedLocal(28, 4, 10, List.of(2, 1), 16, directions));
    }

    @ParameterizedTest
    @MethodSource("configurations")
    @DisplayName("Δ, B, C, h and y are the definition's, for every family and scan order")
    void insideIsTheDefinitions(ModelConfiguration configuration) {
        try (LoadedModel model = load(configuration)) {
            Recording seen = run(model, point -> true);
            List<ObservationPoint> points = model.network().scanPoints();

            assertThat(points).isNotEmpty();
            for (int first = 0; first < points.size(); first += 5) {
                compare(model.network(), points.subList(first, first + 5), seen.values);
            }
        }
    }

    @Test
    @DisplayName("a probe that asks for none of it is offered the same points as before")
    void nothingUnlessAsked() {
        try (LoadedModel model = load(configurations().findFirst().orElseThrow())) {
            VisualMamba network = model.network();
            List<String> ordinary = network.points().stream().map(ObservationPoint::name).toList();
            List<String> inside =
                    network.scanPoints().stream().map(ObservationPoint::name).toList();

            Recording seen = run(model, ordinary::contains);

            assertThat(seen.values.keySet()).containsExactlyElementsOf(ordinary);
            assertThat(ordinary).doesNotContainAnyElementsOf(inside);
            assertThat(inside)
                    .startsWith("layers.0.mixer.scan.delta", "layers.0.mixer.scan.B")
                    .contains("layers.2.mixer.scan_b.y");
        }
    }

    private LoadedModel load(ModelConfiguration configuration) {
        Path file = folder.resolve("new.safetensors");
        NewModel.write(configuration, "a small one", 5, file, Progress.NONE);
        return ModelLoader.load(file, LoadOptions.DEFAULT, Device.cpu());
    }

    private static Recording run(LoadedModel model, Predicate<String> wanted) {
        int side = model.network().summary().imageHeight();
        Recording recording = new Recording(wanted);
        float[] pixels = Differences.gaussian(new Random(3), IMAGES * 3 * side * side, 1);
        try (NDArray images =
                model.network().manager().create(pixels, new Shape(IMAGES, 3, side, side))) {
            model.network().forward(images, recording).close();
        }
        return recording;
    }

    private static void compare(
            VisualMamba network, List<ObservationPoint> scan, Map<String, float[]> seen) {
        ObservationPoint delta = scan.getFirst();
        String prefix = delta.name().substring(0, delta.name().indexOf("scan"));
        String suffix = delta.kind().substring("delta".length());
        int tokens = delta.tokens();
        int channels = delta.channels();
        int states = scan.get(1).channels();
        boolean shared = network.layers().stream().noneMatch(is(prefix + "x_proj" + suffix));
        String own = shared ? "" : suffix;
        double[] u = doubles(seen.get(prefix + "x_proj" + own + ".input"));
        double[] projected = product(network, prefix + "x_proj" + own, u, channels);
        int width = projected.length / (IMAGES * tokens);
        int rank = width - 2 * states;
        double[] before =
                product(
                        network,
                        prefix + "dt_proj" + own,
                        columns(projected, width, 0, rank),
                        rank);
        double[] b = columns(projected, width, rank, states);
        double[] c = columns(projected, width, rank + states, states);
        if (shared) {
            u = reversed(u, tokens, channels);
            before = reversed(before, tokens, channels);
            b = reversed(b, tokens, states);
            c = reversed(c, tokens, states);
        }
        boolean plain = prefix.endsWith("mixer.");
        ReferenceScan.Followed expected =
                ReferenceScan.follow(
                        IMAGES,
                        tokens,
                        channels,
                        states,
                        u,
                        before,
                        parameter(
                                network,
                                prefix,
                                plain
                                        ? suffix.equals("_b") ? "A_b_log" : "A_log" + suffix
                                        : "A_logs." + suffix),
                        b,
                        c,
                        parameter(network, prefix, plain ? "D" + own : "Ds." + suffix),
                        parameter(
                                network,
                                prefix,
                                plain ? "dt_proj" + own + ".bias" : "dt_projs_bias." + suffix));
        assertThat(scan.stream().map(ObservationPoint::kind))
                .containsExactly(
                        "delta" + suffix, "B" + suffix, "C" + suffix, "h" + suffix, "y" + suffix);
        assertClose("Δ", seen.get(delta.name()), expected.delta(), TOLERANCE);
        assertClose("B", seen.get(scan.get(1).name()), b, TOLERANCE);
        assertClose("C", seen.get(scan.get(2).name()), c, TOLERANCE);
        // Of two states that are all but equal in magnitude either may stand for the channel.
        assertClose(
                "|h|",
                magnitudes(seen.get(scan.get(3).name())),
                Arrays.stream(expected.state()).map(Math::abs).toArray(),
                TOLERANCE);
        assertThat(signsThatDiffer(seen.get(scan.get(3).name()), expected.state())).isLessThan(3);
        assertClose("y", seen.get(scan.get(4).name()), expected.output(), TOLERANCE);
    }

    private static Predicate<LayerSite> is(String name) {
        return site -> site.name().equals(name);
    }

    private static double[] parameter(VisualMamba network, String prefix, String name) {
        return doubles(network.leaves().get(prefix + name).toFloatArray());
    }

    /** Rows of so many inputs through a layer without its bias. */
    private static double[] product(VisualMamba network, String layer, double[] rows, int inputs) {
        float[] weight =
                network.slots().stream()
                        .filter(slot -> slot.site().name().equals(layer))
                        .findFirst()
                        .orElseThrow()
                        .original()
                        .weight()
                        .toFloatArray();
        int outputs = weight.length / inputs;
        double[] y = new double[rows.length / inputs * outputs];
        for (int i = 0; i < y.length; i++) {
            for (int k = 0; k < inputs; k++) {
                y[i] += rows[i / outputs * inputs + k] * weight[i % outputs * inputs + k];
            }
        }
        return y;
    }

    private static double[] columns(double[] rows, int width, int first, int count) {
        return IntStream.range(0, rows.length / width * count)
                .mapToDouble(i -> rows[i / count * width + first + i % count])
                .toArray();
    }

    private static double[] reversed(double[] values, int tokens, int channels) {
        return IntStream.range(0, values.length)
                .mapToDouble(
                        i -> {
                            int token = i / channels % tokens;
                            return values[i + (tokens - 1 - 2 * token) * channels];
                        })
                .toArray();
    }

    private static float[] magnitudes(float[] values) {
        float[] magnitudes = values.clone();
        for (int i = 0; i < values.length; i++) {
            magnitudes[i] = Math.abs(values[i]);
        }
        return magnitudes;
    }

    private static long signsThatDiffer(float[] values, double[] expected) {
        return IntStream.range(0, values.length).filter(i -> values[i] * expected[i] < 0).count();
    }

    private static final class Recording implements Probe {
        private final Predicate<String> wanted;
        private final Map<String, float[]> values = new LinkedHashMap<>();

        Recording(Predicate<String> wanted) {
            this.wanted = wanted;
        }

        @Override
        public boolean wants(String point) {
            return wanted.test(point);
        }

        @Override
        public void take(String point, NDArray value) {
            values.put(point, value.toFloatArray());
        }
    }
}
