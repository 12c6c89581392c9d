package org.mambascope.ui.run;

import org.mambascope.experiment.Accuracy;
import org.mambascope.experiment.Answers;
import org.mambascope.experiment.Comparison;
import org.mambascope.experiment.WilsonInterval;
import org.mambascope.experiment.benchmark.RunTime;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * A model and what is known of it.
 *
 * @param number unique; the open model itself is {@value #ORIGINAL}
 * @param name as the user calls it
 * @param note the user's own words
 * @param file its weight file
 * @param method that it was quantised by, for the user
 * @param bits as {@code W4A4}
 * @param computed how it runs, as {@code simulated}
 * @param bytes of its file
 * @param seconds that quantising took; NaN for the open model
 * @param answers to labelled images, once they were asked for
 * @param time of one image, once it was measured
 */
public record Run(
        int number,
        String name,
        String note,
        Path file,
        String method,
        String bits,
        String computed,
        long bytes,
        double seconds,
        Optional<Answers> answers,
        Optional<RunTime> time) {
    /** The number of the open model. */
    public static final int ORIGINAL = 0;

    /** Whether it is the open model itself, which others are compared to. */
    public boolean isOriginal() {
        return number == ORIGINAL;
    }

    /** The same with another name and note. */
    public Run called(String otherName, String otherNote) {
        return new Run(
                number, otherName, otherNote, file, method, bits, computed, bytes, seconds, answers,
                time);
    }

    /** The same with answers. */
    public Run with(Answers found) {
        return new Run(
                number,
                name,
                note,
                file,
                method,
                bits,
                computed,
                bytes,
                seconds,
                Optional.of(found),
                time);
    }

    Run withoutAnswers() {
        return new Run(
                number,
                name,
                note,
                file,
                method,
                bits,
                computed,
                bytes,
                seconds,
                Optional.empty(),
                time);
    }

    /** The same with a time. */
    public Run with(RunTime found) {
        return new Run(
                number,
                name,
                note,
                file,
                method,
                bits,
                computed,
                bytes,
                seconds,
                answers,
                Optional.of(found));
    }

    /** How often it is right. */
    public Optional<Accuracy> accuracy() {
        return answers.map(Answers::accuracy);
    }

    /** Where its share of right answers truly lies. */
    public Optional<WilsonInterval> interval() {
        return accuracy().map(found -> WilsonInterval.of(found.top1Hits(), found.images()));
    }

    /** How its answers differ from another's, if both were asked about the same images. */
    public Optional<Comparison> comparedTo(Run other) {
        return answers.flatMap(
                own ->
                        other.answers()
                                .filter(
                                        others ->
                                                Arrays.equals(own.indices(), others.indices())
                                                        && Arrays.equals(
                                                                own.labels(), others.labels()))
                                .map(others -> Comparison.of(others, own)));
    }

    /** How many times faster than another it is. */
    public Optional<Double> speedUp(Run other) {
        return time.flatMap(own -> other.time().map(others -> others.medianMs() / own.medianMs()));
    }
}
