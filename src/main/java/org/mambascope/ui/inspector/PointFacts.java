package org.mambascope.ui.inspector;

import org.mambascope.activation.ChannelOutliers;
import org.mambascope.activation.ClassTokenRatio;
import org.mambascope.activation.PointStatistics;
import org.mambascope.activation.Profile;
import org.mambascope.report.text.NumberFormatting;
import org.mambascope.ui.control.Fact;
import org.mambascope.ui.session.ViewOptions;
import org.mambascope.ui.text.Texts;

import java.util.ArrayList;
import java.util.List;

/** Figures of a token and of a layer. */
final class PointFacts {
    /** Far above a normal distribution's 3. */
    private static final double LONG_TAIL = 100;

    private PointFacts() {}

    static List<Fact> token(PointStatistics shown, int token, int bits) {
        Profile tokens = shown.tokens();
        double low = tokens.minimum()[token];
        double high = tokens.maximum()[token];
        List<Fact> facts = new ArrayList<>();
        facts.add(range(low, high));
        facts.add(
                Fact.of(
                        Texts.of("fact.deviation"),
                        NumberFormatting.number(tokens.deviation(token))));
        facts.add(step("fact.step.token", low, high, bits));
        if (!Double.isNaN(shown.profileCorrelation())) {
            facts.add(
                    Fact.of(
                            Texts.of("fact.profile"),
                            Texts.of(
                                    "fact.profile.value",
                                    NumberFormatting.number(shown.profileCorrelation()))));
        }
        return facts;
    }

    static List<Fact> layer(PointStatistics shown, ViewOptions options) {
        double threshold = options.outlierThresholdProperty().get();
        int bits = options.bitsProperty().get();
        ChannelOutliers outliers = ChannelOutliers.of(shown, threshold);
        double low = shown.values().minimum();
        double high = shown.values().maximum();
        List<Fact> facts = new ArrayList<>();
        facts.add(range(low, high));
        facts.add(step("fact.step.layer", low, high, bits));
        facts.add(
                new Fact(
                        Texts.of("fact.kurtosis"),
                        NumberFormatting.number(shown.values().kurtosis()),
                        shown.values().kurtosis() > LONG_TAIL));
        facts.add(
                new Fact(
                        Texts.of("fact.channels"),
                        NumberFormatting.times(outliers.largestOverMedian()),
                        outliers.largestOverMedian() > threshold));
        facts.add(
                Fact.of(
                        Texts.of("fact.outliers"),
                        Texts.of(
                                "fact.outliers.value",
                                outliers.channels().size(),
                                shown.point().channels())));
        ClassTokenRatio.of(shown)
                .ifPresent(
                        ratio ->
                                facts.add(
                                        Fact.of(
                                                Texts.of("fact.class"),
                                                NumberFormatting.times(ratio.absoluteMaximum()))));
        return facts;
    }

    private static Fact range(double low, double high) {
        return Fact.of(
                Texts.of("fact.range"),
                Texts.of(
                        "fact.range.value",
                        NumberFormatting.number(low),
                        NumberFormatting.number(high)));
    }

    private static Fact step(String key, double low, double high, int bits) {
        return Fact.of(Texts.of(key, bits), NumberFormatting.number(step(low, high, bits)));
    }

    /** Of an asymmetric quantiser whose range includes 0. */
    private static double step(double low, double high, int bits) {
        return (Math.max(0, high) - Math.min(0, low)) / ((1 << bits) - 1);
    }
}
