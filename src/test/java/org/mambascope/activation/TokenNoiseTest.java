package org.mambascope.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.base.Progress;
import org.mambascope.dataset.Batch;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.load.ModelLoader;
import org.mambascope.model.preset.NewModel;
import org.mambascope.model.preset.SmallModel;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

class TokenNoiseTest {
    private static final int IMAGES = 3;
    private static final int PIXELS = 3 * 32 * 32;

    @TempDir private Path folder;

    @Test
    @DisplayName("signal over noise is that of the values of both models, token by token")
    void equalsTheDefinition() {
        try (LoadedModel reference = model(SmallModel.Family.VIM, 1);
                LoadedModel other = model(SmallModel.Family.VIM, 2)) {
            Map<String, double[]> found = compared(reference, other);

            Map<String, float[]> expected = values(reference);
            Map<String, float[]> actual = values(other);
            for (ObservationPoint point : other.network().points()) {
                double[] plain = plain(point, expected.get(point.name()), actual.get(point.name()));
                assertThat(found.get(point.name()))
                        .as(point.name())
                        .containsExactly(plain, within(1e-6));
            }
        }
    }

    @Test
    @DisplayName("a model agrees with itself")
    void agreesWithItself() {
        try (LoadedModel reference = model(SmallModel.Family.VIM, 1);
                LoadedModel other = model(SmallModel.Family.VIM, 1)) {
            // libtorch's sums depend on where arrays lie: a few of the last bits differ.
            for (double[] decibels : compared(reference, other).values()) {
                for (double token : decibels) {
                    assertThat(token).isGreaterThan(100);
                }
            }
        }
    }

    @Test
    @DisplayName("points that one of the models lacks are left out")
    void otherPointsAreLeftOut() {
        try (LoadedModel reference = model(SmallModel.Family.VIM, 1);
                LoadedModel other = model(SmallModel.Family.VMAMBA, 1)) {
            assertThat(compared(reference, other)).isEmpty();
        }
    }

    private LoadedModel model(SmallModel.Family family, long seed) {
        Path file = folder.resolve(family + "-" + seed + ".safetensors");
        NewModel.write(SmallModel.of(family).configuration(10), "small", seed, file, Progress.NONE);
        return ModelLoader.load(file, LoadOptions.DEFAULT, Device.cpu());
    }

    private static List<Batch> batches() {
        Random random = new Random(9);
        float[] values = new float[IMAGES * PIXELS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return List.of(
                new Batch(new int[] {0, 1}, Arrays.copyOf(values, 2 * PIXELS)),
                new Batch(new int[] {2}, Arrays.copyOfRange(values, 2 * PIXELS, values.length)));
    }

    private static Map<String, double[]> compared(LoadedModel reference, LoadedModel other) {
        TokenNoise noise = new TokenNoise(reference.network());
        new Analysis(other.network(), other.network().points(), noise)
                .run(noise.following(batches().iterator()), IMAGES, Progress.NONE);
        return noise.decibels();
    }

    /** All images' values of every point, one image after the other. */
    private static Map<String, float[]> values(LoadedModel model) {
        Map<String, float[]> all = new HashMap<>();
        new Analysis(
                        model.network(),
                        model.network().points(),
                        (point, first, values) ->
                                all.merge(point.name(), values.clone(), TokenNoiseTest::joined))
                .run(batches().iterator(), IMAGES, Progress.NONE);
        return all;
    }

    private static float[] joined(float[] first, float[] second) {
        float[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static double[] plain(ObservationPoint point, float[] expected, float[] actual) {
        double[] decibels = new double[point.tokens()];
        for (int token = 0; token < decibels.length; token++) {
            double signal = 0;
            double noise = 0;
            for (int i = 0; i < expected.length; i++) {
                if (i / point.channels() % point.tokens() == token) {
                    signal += Math.pow(expected[i], 2);
                    noise += Math.pow(actual[i] - (double) expected[i], 2);
                }
            }
            decibels[token] = 10 * Math.log10(signal / noise);
        }
        return decibels;
    }
}
