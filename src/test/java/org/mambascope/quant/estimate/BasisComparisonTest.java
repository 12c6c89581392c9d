package org.mambascope.quant.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mambascope.activation.PointStatistics;
import org.mambascope.model.LayerRole;
import org.mambascope.model.LayerSite;
import org.mambascope.model.TokenOrder;
import org.mambascope.quant.estimate.BasisComparison.Basis;
import org.mambascope.quant.estimate.BasisComparison.Finding;
import org.mambascope.quant.layer.InputBasis;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.range.ActivationParameters;
import org.mambascope.quant.range.CalibrationInput;
import org.mambascope.quant.search.LayerQuantiser;

import java.util.List;
import java.util.Optional;
import java.util.Random;

class BasisComparisonTest {
    private static final int IMAGES = 3;

    private static final int ROWS = 2;
    private static final int COLUMNS = 3;
    private static final int TOKENS = ROWS * COLUMNS;
    private static final int INPUTS = 16;
    private static final int OUTPUTS = 5;
    private static final LayerBits BITS = new LayerBits(4, 4);

    private final LayerSite site =
            new LayerSite(
                    "out_proj",
                    0,
                    "out_proj",
                    LayerRole.OUTPUT,
                    INPUTS,
                    OUTPUTS,
                    TokenOrder.rowMajor(ROWS, COLUMNS));
    private final float[] values = new float[IMAGES * TOKENS * INPUTS];
    private final float[] weights = new float[OUTPUTS * INPUTS];

    BasisComparisonTest() {
        Random random = new Random(4);
        for (int i = 0; i < values.length; i++) {
            boolean outlier = i % INPUTS == 3;
            values[i] = (float) random.nextGaussian() * (outlier ? 40 : 1) + i / INPUTS % TOKENS;
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextGaussian();
        }
    }

    @Test
    @DisplayName("smoothing divides each channel by its σ; what comes first is the input itself")
    void smoothingDividesChannels() {
        float[] scales = new float[INPUTS];
        for (int i = 0; i < INPUTS; i++) {
            scales[i] = 1 + i;
        }

        List<Finding> findings = study(Optional.of(scales));

        PointStatistics asIs = findings.get(0).input();
        PointStatistics smoothed = findings.get(1).input();
        assertThat(findings).extracting(Finding::basis).containsExactly(Basis.values());
        assertThat(asIs.images()).isEqualTo(IMAGES);
        for (int channel = 0; channel < INPUTS; channel++) {
            double largest = 0;
            for (int i = channel; i < values.length; i += INPUTS) {
                largest = Math.max(largest, Math.abs(values[i]));
            }
            assertThat(asIs.channels().absoluteMaximum(channel)).isEqualTo(largest);
            assertThat(smoothed.channels().absoluteMaximum(channel))
                    .isCloseTo(largest / scales[channel], within(1e-5));
        }
    }

    @Test
    @DisplayName("a rotation keeps each token's sum of squares; without its mean it is less")
    void rotationKeepsLengths() {
        List<Finding> findings = study(Optional.empty());

        PointStatistics smoothed = findings.get(1).input();
        PointStatistics rotated = findings.get(2).input();
        PointStatistics centred = findings.get(3).input();
        for (int token = 0; token < TOKENS; token++) {
            assertThat(power(rotated, token))
                    .isCloseTo(power(smoothed, token), within(1e-4 * power(smoothed, token)));
            assertThat(power(centred, token)).isLessThan(power(rotated, token));
        }
    }

    private static double power(PointStatistics shown, int token) {
        double mean = shown.tokens().mean()[token];
        return shown.tokens().variance()[token] + mean * mean;
    }

    @Test
    @DisplayName("decibels are those of the images held out, rounded one value after the other")
    void decibelsAreTheOutputs() {
        Finding asIs = study(Optional.empty()).getFirst();

        QuantisedLayer layer = foundOn(withoutHeldOut(), weights);
        ActivationParameters.Static steps = (ActivationParameters.Static) layer.activations();
        float[] rounded = layer.weights().orElseThrow().values();
        double signal = 0;
        double noise = 0;
        for (int token = 0; token < TOKENS; token++) {
            for (int n = 0; n < OUTPUTS; n++) {
                double y = 0;
                double approximate = 0;
                for (int k = 0; k < INPUTS; k++) {
                    double x = values[(heldOut(token) * TOKENS + token) * INPUTS + k];
                    double zero = steps.zeros()[token];
                    double code =
                            Math.clamp(
                                    Math.rint(x / steps.steps()[token]) + zero,
                                    0,
                                    BITS.topActivationCode());
                    y += x * weights[n * INPUTS + k];
                    approximate += (code - zero) * steps.steps()[token] * rounded[n * INPUTS + k];
                }
                signal += y * y;
                noise += (y - approximate) * (y - approximate);
            }
        }
        assertThat(asIs.decibels()).isCloseTo(10 * Math.log10(signal / noise), within(0.01));
    }

    @Test
    @DisplayName("a basis is worth what the estimate of a method in that basis says")
    void agreesWithTheMethods() {
        List<Finding> findings = study(Optional.empty());

        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            LayerSample sample = new LayerSample(site, tokensFirst(IMAGES), weights, manager);
            assertThat(findings.get(0).decibels())
                    .isEqualTo(sample.estimate(Method.PTS.recipe(), BITS, manager).output());
            assertThat(findings.get(1).decibels())
                    .isEqualTo(sample.estimate(Method.PTS_SMOOTH.recipe(), BITS, manager).output());
        }
    }

    @Test
    @DisplayName("an outlying channel costs less when it is smoothed, and less still when rotated")
    void basesHelp() {
        List<Finding> findings = study(Optional.empty());

        assertThat(findings.get(1).decibels()).isGreaterThan(findings.get(0).decibels() + 0.5);
        assertThat(findings).extracting(Finding::decibels).doesNotContain(Double.NaN);
    }

    private static QuantisedLayer foundOn(CalibrationInput input, float[] weights) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            return new LayerQuantiser(
                            Method.PTS.recipe().coarser(), BITS, LayerRole.OUTPUT, 100, manager)
                    .run(InputBasis.smoothed(Optional.empty()), input, weights);
        }
    }

    /** The images take turns. */
    private static int heldOut(int token) {
        return token % IMAGES;
    }

    private CalibrationInput withoutHeldOut() {
        float[] others = new float[(IMAGES - 1) * TOKENS * INPUTS];
        for (int i = 0; i < others.length; i++) {
            int token = i / INPUTS / (IMAGES - 1);
            int image = (heldOut(token) + 1 + i / INPUTS % (IMAGES - 1)) % IMAGES;
            others[i] = values[(image * TOKENS + token) * INPUTS + i % INPUTS];
        }
        return new CalibrationInput("out_proj", TOKENS, INPUTS, others);
    }

    private CalibrationInput tokensFirst(int images) {
        float[] swapped = new float[images * TOKENS * INPUTS];
        for (int i = 0; i < swapped.length; i++) {
            int image = i / (TOKENS * INPUTS);
            int token = i / INPUTS % TOKENS;
            swapped[(token * images + image) * INPUTS + i % INPUTS] = values[i];
        }
        return new CalibrationInput("out_proj", TOKENS, INPUTS, swapped);
    }

    private List<Finding> study(Optional<float[]> scales) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            return new BasisComparison(site, IMAGES, values, weights)
                    .run(BITS, scales, 0.5, manager);
        }
    }
}
