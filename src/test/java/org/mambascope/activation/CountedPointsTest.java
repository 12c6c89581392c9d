package org.mambascope.activation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.TokenOrder;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.load.ModelLoader;

import java.nio.file.Path;
import java.util.List;

/** One set of points behind every statement about fragility: window, report and command line. */
class CountedPointsTest {
    @Test
    @DisplayName("the sum between blocks is never the worst layer, however large it is")
    void leavesOutTheSumBetweenBlocks() {
        PointStatistics input = statistics("layers.0.mixer.in_proj.input", 2);
        PointStatistics hidden = statistics("layers.1.hidden", 1000);

        assertThat(Measure.KURTOSIS.worst(List.of(input, hidden))).contains(input);
        assertThat(Measure.KURTOSIS.worst(List.of(hidden))).contains(hidden);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"vim", "vmamba", "localvim", "localvmamba"})
    @DisplayName("what counts is what the window's map shows: the inputs of all layers")
    void areTheLayersOfTheMap(String family) {
        try (LoadedModel model =
                ModelLoader.load(
                        Path.of("sample-models", family + "-fmnist.safetensors"),
                        LoadOptions.DEFAULT,
                        Device.cpu())) {
            List<ObservationPoint> shown =
                    model.network().layers().stream().map(LayerSite::input).toList();

            assertThat(model.network().points())
                    .filteredOn(ObservationPoint::entersLayer)
                    .containsExactlyInAnyOrderElementsOf(shown);
        }
    }

    private static PointStatistics statistics(String name, float outlier) {
        PointAccumulator accumulator =
                new PointAccumulator(
                        new ObservationPoint(name, 0, "any", 8, TokenOrder.unplaced(4)));
        float[] values = new float[32];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 2 == 0 ? 1 : -1;
        }
        values[5] = outlier;
        accumulator.add(values);
        return accumulator.finish();
    }
}
