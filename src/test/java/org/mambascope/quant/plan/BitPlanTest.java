package org.mambascope.quant.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.base.Problem;

import java.nio.file.Path;
import java.util.List;

/** Bit plans and their JSON. */
class BitPlanTest {
    @Test
    @DisplayName("a plan is read back as it was written")
    void isReadBack(@TempDir Path folder) {
        BitPlan plan =
                BitPlan.uniform(4, 4)
                        .with("layers.0.mixer.dt_proj", new LayerBits(8, 8))
                        .with("layers.1.mixer.in_proj", LayerBits.FLOATING);
        Path file = folder.resolve("plan.json");

        plan.write(file);

        assertThat(BitPlan.read(file)).isEqualTo(plan);
        assertThat(plan.of("layers.0.mixer.dt_proj")).isEqualTo(new LayerBits(8, 8));
        assertThat(plan.of("layers.7.mixer.dt_proj")).isEqualTo(new LayerBits(4, 4));
    }

    @Test
    @DisplayName("what a layer does not say is as for all")
    void layersFallBack() {
        BitPlan plan =
                BitPlan.fromJson(
                        """
                        {"weight": 4, "activation": 6, "layers": {"a": {"weight": 8}}}
                        """,
                        "test");

        assertThat(plan.of("a")).isEqualTo(new LayerBits(8, 6));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"weight\": 1}",
                "{\"weight\": 9}",
                "{\"activation\": 4.5}",
                "{\"weight\": 4294967300, \"activation\": 4294967304}",
                "{\"wieght\": 4}",
                "{\"weight\": 4, \"weight\": 8}",
                "{\"layers\": {\"a\": {\"bits\": 4}}}",
                "{\"layers\": []}",
                "null",
                "{\"layers\": {\"a\": {\"weight\": \"four\"}}}",
                "{"
            })
    @DisplayName("what is no plan is refused")
    void nonsenseIsRefused(String text) {
        assertThatThrownBy(() -> BitPlan.fromJson(text, "plan.json"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("plan.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "9", "15", "4.5", "4294967300", "-9e99", "\"four\"", "true"})
    @DisplayName("of a number of bits that there is not, those that there are are said")
    void possibleBitsAreSaid(String bits) {
        assertThatThrownBy(
                        () ->
                                BitPlan.fromJson(
                                        "{\"layers\": {\"a\": {\"weight\": %s}}}".formatted(bits),
                                        "plan.json"))
                .isInstanceOf(Problem.class)
                .hasMessageMatching(
                        "plan.json: layers.a.weight: expected 2 to 8 bits, or 16 for floating point, found .*\\.");
    }

    @Test
    @DisplayName("layers that a model does not have are named")
    void unknownLayersAreNamed() {
        BitPlan plan = BitPlan.uniform(8, 8).with("layers.99.mixer.in_proj", LayerBits.FLOATING);

        assertThatThrownBy(
                        () ->
                                plan.requireLayers(
                                        List.of(
                                                "layers.0.mixer.in_proj",
                                                "layers.0.mixer.out_proj"),
                                        "plan.json"))
                .isInstanceOf(Problem.class)
                .hasMessageContainingAll(
                        "plan.json: layers: ", "layers.99.mixer.in_proj", "layers.0.mixer.in_proj");
    }
}
