package org.mambascope.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.TokenOrder;

import java.util.List;
import java.util.Optional;

/** The rules that say what makes a point hard to quantise. */
class FragilityTest {
    private static final float[] TWO_OUTLIERS = {1, -2, 14, 1, 2, 40, -1, 0.5f, 1.5f, 2};
    private static final ObservationPoint TWO_TOKENS = Reference.point(2, 5);

    @Test
    void channelsFarAboveTheMedianChannelAreOutliersTheLargestFirst() {
        PointStatistics statistics = Reference.statistics(TWO_TOKENS, TWO_OUTLIERS);

        ChannelOutliers found = ChannelOutliers.of(statistics);

        assertThat(found.threshold()).isEqualTo(6);
        assertThat(found.median()).isEqualTo(2);
        assertThat(found.channels())
                .containsExactly(
                        new ChannelOutliers.Outlier(0, 40, 20),
                        new ChannelOutliers.Outlier(2, 14, 7));
        assertThat(found.largestOverMedian()).isEqualTo(20);
    }

    @Test
    void theThresholdDecidesWhatIsFar() {
        PointStatistics statistics =
                Reference.statistics(TWO_TOKENS, 1, 1, 7, 1, 1, 40, 1, 1, 1, 1);

        assertThat(ChannelOutliers.of(statistics, 7).channels())
                .extracting(ChannelOutliers.Outlier::channel)
                .containsExactly(0);
        assertThat(ChannelOutliers.of(statistics, 50).channels()).isEmpty();
        assertThat(ChannelOutliers.of(statistics, 50).largestOverMedian()).isEqualTo(40);
    }

    @Test
    void whereAllIsZeroNothingIsAnOutlier() {
        ChannelOutliers found = ChannelOutliers.of(Reference.statistics(TWO_TOKENS, new float[10]));

        assertThat(found.channels()).isEmpty();
        assertThat(found.largestOverMedian()).isNaN();
    }

    @Test
    void theClassTokenIsComparedWithTheMedianVisualToken() {
        TokenOrder order =
                new TokenOrder(
                        1, 3, new int[] {0, TokenOrder.CLASS_TOKEN, 1, 2, TokenOrder.PADDING});
        PointStatistics statistics =
                Reference.statistics(
                        Reference.point(order, 2), -1, 1, -0.5f, 0.5f, -2, 2, -8, 8, 0, 0);

        Optional<ClassTokenRatio> found = ClassTokenRatio.of(statistics);

        assertThat(found).contains(new ClassTokenRatio(0.25, 0.0625));
    }

    @Test
    void withoutAClassTokenThereIsNoRatio() {
        assertThat(ClassTokenRatio.of(Reference.statistics(TWO_TOKENS, TWO_OUTLIERS))).isEmpty();
    }

    @Test
    void ofTwoClassTokensTheLargerOneCounts() {
        TokenOrder order =
                new TokenOrder(1, 1, new int[] {TokenOrder.CLASS_TOKEN, 0, TokenOrder.CLASS_TOKEN});
        PointStatistics statistics =
                Reference.statistics(Reference.point(order, 2), -1, 1, -2, 2, -6, 6);

        assertThat(ClassTokenRatio.of(statistics)).contains(new ClassTokenRatio(3, 9));
    }

    @Test
    void theSpreadOfTokenVariancesLeavesPaddingOut() {
        TokenOrder order =
                new TokenOrder(1, 2, new int[] {0, 1, TokenOrder.PADDING, TokenOrder.PADDING});
        PointStatistics statistics =
                Reference.statistics(Reference.point(order, 2), -1, 1, -3, 3, 0, 0, 0, 0);

        TokenVarianceSpread found = TokenVarianceSpread.of(statistics);

        assertThat(found).isEqualTo(new TokenVarianceSpread(9, 5));
        assertThat(found.ratio()).isEqualTo(1.8);
    }

    @Test
    void measuresAreTheNumbersOfTheirRules() {
        PointStatistics statistics = Reference.statistics(TWO_TOKENS, TWO_OUTLIERS);

        assertThat(Measure.TOKEN_VARIANCE.of(statistics))
                .isEqualTo(TokenVarianceSpread.of(statistics).ratio());
        assertThat(Measure.OUTLIER_RATIO.of(statistics)).isEqualTo(20);
        assertThat(Measure.KURTOSIS.of(statistics))
                .isCloseTo(
                        Reference.kurtosis(new Reference(TWO_TOKENS, TWO_OUTLIERS).all()),
                        within(1e-12));
    }

    @Test
    void theWorstPointIsNeverOneWithoutANumber() {
        PointStatistics constant = Reference.statistics(TWO_TOKENS, new float[10]);
        PointStatistics mild = Reference.statistics(TWO_TOKENS, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        PointStatistics tailed = Reference.statistics(TWO_TOKENS, TWO_OUTLIERS);

        assertThat(Measure.KURTOSIS.worst(List.of(constant, tailed, mild))).contains(tailed);
        assertThat(Measure.KURTOSIS.worst(List.of(constant))).isEmpty();
    }
}
