package org.mambascope.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptimiserSettingsTest {
    private final OptimiserSettings optimisation = new OptimiserSettings(2, 1, 0.05, 1, 0.01);

    @Test
    @DisplayName("the rate rises to its highest in the warm-up, then falls along a cosine to 1 %")
    void rateRisesAndFalls() {
        assertThat(optimisation.rate(1, 100, 10)).isCloseTo(0.2, offset(1e-9));
        assertThat(optimisation.rate(10, 100, 10)).isCloseTo(2, offset(1e-9));
        assertThat(optimisation.rate(55, 100, 10)).isCloseTo(1.01, offset(1e-9));
        assertThat(optimisation.rate(100, 100, 10)).isCloseTo(0.02, offset(1e-9));
    }

    @ParameterizedTest
    @DisplayName("matrices decay; biases, norms, A, D, positions and class tokens do not")
    @CsvSource({
        "layers.0.mixer.in_proj.weight, 2, true",
        "layers.0.mixer.conv1d.weight, 3, true",
        "layers.0.blocks.1.op.x_proj_weight.3, 2, true",
        "patch_embed.0.weight, 4, true",
        "patch_embed.2.weight, 1, false",
        "layers.0.norm.weight, 1, false",
        "layers.0.mixer.dt_proj.bias, 1, false",
        "layers.0.mixer.A_log, 2, false",
        "layers.0.mixer.A_b_log, 2, false",
        "layers.0.blocks.1.op.A_logs.2, 2, false",
        "layers.0.mixer.D, 1, false",
        "pos_embed, 3, false",
        "cls_token_head, 3, false",
    })
    void onlyMatricesDecay(String name, int axes, boolean decays) {
        assertThat(OptimiserSettings.decays(name, axes)).isEqualTo(decays);
    }
}
