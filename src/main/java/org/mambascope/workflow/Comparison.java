package org.mambascope.workflow;

import org.mambascope.experiment.evaluation.Answers;
import org.mambascope.experiment.evaluation.PairedComparison;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.workflow.Comparisons.Candidate;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Answers of a model and of what was made of it, to the same images.
 *
 * @param original its own answers
 * @param rows one for each candidate
 */
public record Comparison(Answers original, List<Row> rows) {
    /**
     * A candidate and its answers.
     *
     * @param candidate quantised model
     * @param answers of it
     */
    public record Row(Candidate candidate, Answers answers) {}

    public Comparison {
        rows = List.copyOf(rows);
    }

    /** The difference of a candidate from the original. */
    public PairedComparison toOriginal(Row row) {
        return row.answers().against(original);
    }

    /** The difference of a candidate from the entry of a name at the same width, if it is there. */
    public Optional<PairedComparison> to(String baseline, Row row) {
        return row(baseline, row.candidate().width())
                .map(other -> row.answers().against(other.answers()));
    }

    /** SQNR of the logits beyond that of the entry that this one adds a part to, in dB. */
    public OptionalDouble added(Row row) {
        return row.candidate()
                .entry()
                .addsTo()
                .flatMap(before -> row(before, row.candidate().width()))
                .map(before -> decibels(row) - decibels(before))
                .map(OptionalDouble::of)
                .orElseGet(OptionalDouble::empty);
    }

    private double decibels(Row row) {
        return toOriginal(row).signalToNoise();
    }

    private Optional<Row> row(String name, LayerBits width) {
        return rows.stream()
                .filter(row -> row.candidate().entry().name().equals(name))
                .filter(row -> row.candidate().width().equals(width))
                .findFirst();
    }
}
