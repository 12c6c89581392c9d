package org.mambascope.quant.learning;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mambascope.base.Progress;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.quant.BlockwiseQuantiser;
import org.mambascope.quant.Ptq4vmGoldens;
import org.mambascope.quant.QuantisationObserver;
import org.mambascope.quant.QuantisationResult;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LearningSetting;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.QuantisationPlan;

import java.util.List;

class BlockReconstructionTest {
    private static final int EPOCHS = 6;

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"jlss, default", "jlss, published", "rotated, default"})
    @DisplayName("learning again gives the same bits, though its threads race")
    void isRepeatable(String method, String setting) {
        QuantisationPlan plan =
                QuantisationPlan.of(Method.named(method), BitPlan.uniform(4, 4))
                        .with(LearningSetting.named(setting).withEpochs(EPOCHS));

        QuantisationResult first = quantise(plan);
        QuantisationResult again = quantise(plan);

        assertThat(first.blocks()).allSatisfy(block -> assertThat(block.curve()).isNotEmpty());
        assertThat(again.layers()).isEqualTo(first.layers());
    }

    private static QuantisationResult quantise(QuantisationPlan plan) {
        try (Ptq4vmGoldens golden = new Ptq4vmGoldens()) {
            return BlockwiseQuantiser.run(
                    Ptq4vmGoldens.model(),
                    LoadOptions.DEFAULT,
                    Device.cpu(),
                    golden.calibration(),
                    plan,
                    List.of(),
                    Progress.NONE,
                    QuantisationObserver.NONE);
        }
    }
}
