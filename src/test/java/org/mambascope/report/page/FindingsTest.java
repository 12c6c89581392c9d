package org.mambascope.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mambascope.activation.Measure;
import org.mambascope.activation.PointStatistics;
import org.mambascope.model.TokenOrder;
import org.mambascope.report.SampleStatistics;

import java.util.List;

class FindingsTest {
    private static final PointStatistics EVEN =
            statistics(0, "in_proj", new float[][] {{1, -1}, {1, -1}});
    private static final PointStatistics SPIKED =
            statistics(4, "out_proj", new float[][] {{1, -1, 1, -1, 1, 80}});

    @Test
    void theWorstPointIsNamedWithItsNumber() {
        Findings findings = Findings.of(List.of(EVEN, SPIKED));

        assertThat(findings.fragile(Measure.KURTOSIS))
                .contains(
                        "Block 4's out_proj has the longest tail: kurtosis 4.19 (a normal"
                                + " distribution has 3).");
        assertThat(findings.fragile(Measure.OUTLIER_RATIO))
                .contains(
                        "Block 4's out_proj has the strongest outliers: its largest channel reaches"
                                + " 80 times the median channel, and 1 of 6 channels lies above 6 ×"
                                + " median.");
    }

    @Test
    void correlationIsPutIntoWords() {
        assertThat(Findings.of(List.of(SampleStatistics.heavyTailed())).sentences())
                .contains(
                        "The same token positions are large in every image: in the median layer two"
                                + " images' profiles correlate with r = 0.94.")
                .anyMatch(sentence -> sentence.contains("class token's largest value is "));
    }

    @Test
    void whatCannotBeSaidIsNotSaid() {
        assertThat(Findings.of(List.of()).sentences()).isEmpty();
        assertThat(Findings.of(List.of(EVEN)).sentences())
                .noneMatch(sentence -> sentence.contains("class token"))
                .noneMatch(sentence -> sentence.contains("correlate"))
                .noneMatch(sentence -> sentence.contains("NaN"));
    }

    private static PointStatistics statistics(int block, String kind, float[][] values) {
        return SampleStatistics.of(
                block,
                kind,
                TokenOrder.rowMajor(1, values.length),
                new float[][][] {values},
                Double.NaN);
    }
}
