package org.mambascope.experiment.run;

import org.mambascope.experiment.benchmark.RunTime;
import org.mambascope.experiment.evaluation.Accuracy;
import org.mambascope.experiment.evaluation.Measure;
import org.mambascope.experiment.evaluation.PairedComparison;
import org.mambascope.experiment.evaluation.PredictedClasses;
import org.mambascope.experiment.evaluation.WilsonInterval;
import org.mambascope.image.content.Overlap;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A model and its measurements.
 *
 * @param number unique; the open model itself is {@value #ORIGINAL}
 * @param name that the user gave it
 * @param note the user's own words
 * @param hidden whether the user has hidden it
 * @param made its weight file and how it was produced
 * @param choices for labelled images, once it was evaluated as a classifier
 * @param scores of its answers, once it was evaluated in another task
 * @param time of a batch, once it was measured
 * @param overlap of its calibration images and its test images, where both are known
 */
public record Run(
        int number,
        String name,
        String note,
        boolean hidden,
        RunModel made,
        Optional<PredictedClasses> choices,
        Optional<Scores> scores,
        Optional<RunTime> time,
        Optional<Overlap> overlap) {
    /** The number of the open model. */
    public static final int ORIGINAL = 0;

    public Run {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(note, "note");
        Objects.requireNonNull(made, "made");
        Objects.requireNonNull(choices, "choices");
        Objects.requireNonNull(time, "time");
        // Sessions of earlier versions do not have them.
        scores = scores == null ? Optional.empty() : scores;
        overlap = overlap == null ? Optional.empty() : overlap;
    }

    /** One of which nothing was measured yet. */
    public static Run of(int number, String name, RunModel made) {
        return new Run(
                number,
                name,
                "",
                false,
                made,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Returns true if it is the open model itself, which others are compared to. */
    public boolean isOriginal() {
        return number == ORIGINAL;
    }

    /** Copy with another name and note. */
    public Run called(String otherName, String otherNote) {
        return new Run(number, otherName, otherNote, hidden, made, choices, scores, time, overlap);
    }

    /** Copy made anew, with no measurements yet. */
    public Run made(RunModel other) {
        return new Run(
                number,
                name,
                note,
                hidden,
                other,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Copy that is hidden or shown. */
    public Run hidden(boolean isHidden) {
        return new Run(number, name, note, isHidden, made, choices, scores, time, overlap);
    }

    /** Copy with what came of asking it. */
    public Run answering(Asked found) {
        return new Run(
                number,
                name,
                note,
                hidden,
                made,
                found.choices(),
                found.scores(),
                time,
                found.overlap());
    }

    /** Copy that was not asked yet. */
    public Run unasked() {
        return answering(new Asked(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /** Warns of images that it was both calibrated with and tested on. */
    public Optional<String> warning() {
        return overlap.flatMap(Overlap::sentence);
    }

    /** Copy with another time, or none. */
    public Run timed(Optional<RunTime> found) {
        return new Run(number, name, note, hidden, made, choices, scores, found, overlap);
    }

    /** Accuracy of its predictions. */
    public Optional<Accuracy> accuracy() {
        return choices.map(PredictedClasses::accuracy);
    }

    /** Confidence interval of its top-1 accuracy. */
    public Optional<WilsonInterval> interval() {
        return accuracy().map(found -> WilsonInterval.of(found.top1Hits(), found.images()));
    }

    /** How right its answers were, what its task is known by first; none before it was asked. */
    public List<Measure> measures() {
        return scores.map(Scores::measures)
                .orElseGet(
                        () ->
                                accuracy().stream()
                                        .map(found -> top1(found, interval().orElseThrow()))
                                        .toList());
    }

    private static Measure top1(Accuracy found, WilsonInterval interval) {
        return new Measure("top1", "top-1 %", found.top1(), interval.low(), interval.high(), false);
    }

    /** Images that it was asked about; 0 before. */
    public long images() {
        return scores.map(found -> (long) found.images())
                .or(() -> accuracy().map(Accuracy::images))
                .orElse(0L);
    }

    /** Images whose answers are made of numbers that are not finite. */
    public long notNumbers() {
        return scores.map(found -> (long) found.notNumbers())
                .or(() -> accuracy().map(Accuracy::notNumbers))
                .orElse(0L);
    }

    /**
     * Difference between its answers and another's, if both are for the same images; the logits'
     * ratio is known only against the open model, and so is all of it where single answers are not
     * kept.
     */
    public Optional<PairedComparison> comparedTo(Run other) {
        return scores.isPresent()
                ? scores.filter(
                                own ->
                                        other.isOriginal()
                                                && other.scores()
                                                        .filter(its -> its.images() == own.images())
                                                        .isPresent())
                        .map(Scores::comparison)
                : comparedByChoices(other);
    }

    private Optional<PairedComparison> comparedByChoices(Run other) {
        return choices.flatMap(
                own ->
                        other.choices()
                                .filter(own::isComparableTo)
                                .map(others -> PairedComparison.of(others, own))
                                .map(
                                        found ->
                                                other.isOriginal()
                                                        ? found
                                                        : found.withoutSignalToNoise()));
    }

    /**
     * Time of a batch as the method computes it. Fake quantisation rounds in floating point in
     * addition to all that the original computes: its time is not the method's, so it has none.
     */
    public Optional<RunTime> speed() {
        return time.filter(found -> isOriginal() || found.integerLayers() > 0);
    }

    /** Speed-up over another run, if both were timed in the same way. */
    public Optional<Double> speedUp(Run other) {
        return speed().flatMap(
                        own ->
                                other.speed()
                                        .filter(own::isComparableTo)
                                        .map(others -> others.medianMs() / own.medianMs()));
    }
}
