package org.mambascope.report.page;

import org.mambascope.activation.ChannelOutliers;
import org.mambascope.activation.ClassTokenRatio;
import org.mambascope.activation.Measure;
import org.mambascope.activation.PointStatistics;
import org.mambascope.activation.Stability;
import org.mambascope.report.text.FigureTexts;
import org.mambascope.report.text.NumberFormatting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Findings from the statistics of a model's points, in plain sentences: of the points that {@link
 * Measure#counted} names.
 *
 * @param points of one model over the same images
 * @param outlierThreshold in multiples of the median channel
 */
public record Findings(List<PointStatistics> points, double outlierThreshold) {
    public Findings {
        points = List.copyOf(points);
    }

    /** By the default threshold. */
    public static Findings of(Collection<PointStatistics> points) {
        return new Findings(List.copyOf(points), ChannelOutliers.DEFAULT_THRESHOLD);
    }

    /** The worst point of the model by a measure; empty if no point has a number. */
    public Optional<String> fragile(Measure measure) {
        return measure.worst(points)
                .map(
                        worst ->
                                switch (measure) {
                                    case TOKEN_VARIANCE -> tokenVariance(worst);
                                    case OUTLIER_RATIO -> outlierRatio(worst);
                                    case KURTOSIS -> kurtosis(worst);
                                })
                .map(text -> text + stable(measure).map(more -> " " + more).orElse(""));
    }

    /**
     * Stability of each measure's worst point over other choices of images; empty for fewer than
     * two images.
     */
    public List<Stability> stability() {
        return Arrays.stream(Measure.values())
                .flatMap(measure -> Stability.of(measure, points).stream())
                .toList();
    }

    private Optional<String> stable(Measure measure) {
        return Stability.of(measure, points)
                .map(
                        found ->
                                FigureTexts.of(
                                        "finding.stable",
                                        NumberFormatting.percent(found.percent()),
                                        NumberFormatting.count(found.resamples()),
                                        NumberFormatting.count(found.images())));
    }

    /** All there is to say, the most telling first; empty without points. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        fragile(Measure.TOKEN_VARIANCE).ifPresent(sentences::add);
        profile().ifPresent(sentences::add);
        classToken().ifPresent(sentences::add);
        fragile(Measure.OUTLIER_RATIO).ifPresent(sentences::add);
        fragile(Measure.KURTOSIS).ifPresent(sentences::add);
        nonFinite().ifPresent(sentences::add);
        return sentences;
    }

    private static String kurtosis(PointStatistics worst) {
        return FigureTexts.of(
                "finding.kurtosis",
                place(worst),
                NumberFormatting.number(Measure.KURTOSIS.of(worst)));
    }

    private static String tokenVariance(PointStatistics worst) {
        return FigureTexts.of(
                "finding.variance",
                place(worst),
                NumberFormatting.number(Measure.TOKEN_VARIANCE.of(worst)));
    }

    private String outlierRatio(PointStatistics worst) {
        int outliers = ChannelOutliers.of(worst, outlierThreshold).channels().size();
        return FigureTexts.of(
                outliers == 1 ? "finding.outliers.one" : "finding.outliers.many",
                place(worst),
                NumberFormatting.number(Measure.OUTLIER_RATIO.of(worst)),
                NumberFormatting.count(outliers),
                FigureTexts.counted(worst.channels().size(), "channel"),
                NumberFormatting.number(outlierThreshold));
    }

    /** Tells if one step for each position can be fixed before an image is seen. */
    private Optional<String> profile() {
        double correlation =
                median(
                        Measure.counted(points).stream()
                                .mapToDouble(PointStatistics::profileCorrelation)
                                .toArray());
        if (Double.isNaN(correlation)) {
            return Optional.empty();
        }
        String images = correlation >= 0.8 ? "alike" : correlation >= 0.4 ? "partly" : "different";
        return Optional.of(
                FigureTexts.of(
                        "finding.profile." + images, NumberFormatting.correlation(correlation)));
    }

    private Optional<String> classToken() {
        double ratio =
                median(
                        Measure.counted(points).stream()
                                .map(ClassTokenRatio::of)
                                .flatMap(Optional::stream)
                                .mapToDouble(ClassTokenRatio::absoluteMaximum)
                                .toArray());
        return Double.isNaN(ratio)
                ? Optional.empty()
                : Optional.of(FigureTexts.of("finding.class", NumberFormatting.times(ratio)));
    }

    private Optional<String> nonFinite() {
        return points.stream()
                .filter(point -> point.values().nonFinite() > 0)
                .findFirst()
                .map(
                        point ->
                                FigureTexts.of(
                                        "finding.infinite",
                                        place(point),
                                        FigureTexts.counted(point.values().nonFinite(), "value")));
    }

    private static String place(PointStatistics statistics) {
        return FigureTexts.of(
                "finding.place", statistics.point().block(), statistics.point().kind());
    }

    private static double median(double[] values) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        return finite.length == 0
                ? Double.NaN
                : (finite[(finite.length - 1) / 2] + finite[finite.length / 2]) / 2;
    }
}
