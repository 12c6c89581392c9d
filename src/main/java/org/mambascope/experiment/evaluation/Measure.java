package org.mambascope.experiment.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * A number by which answers are known to be right, with its 95 % interval.
 *
 * @param id in JSON, as {@code top1}
 * @param words in tables, as {@code top-1 %}
 * @param value on the scale that the words say
 * @param low end of the interval
 * @param high end of the interval
 * @param detail whether it is left out where models are compared
 */
public record Measure(
        String id, String words, double value, double low, double high, boolean detail) {
    /**
     * Columns of a table with these measures: the value, and the ends of the interval unless it is
     * a detail; of the first {@code from} and {@code to}, of the others with their names.
     */
    public static List<String> columns(List<Measure> measures) {
        List<String> columns = new ArrayList<>();
        for (Measure measure : measures) {
            String name =
                    measure == measures.getFirst() ? "" : measure.words().replace(" %", "") + " ";
            columns.add(measure.words());
            if (!measure.detail()) {
                columns.addAll(List.of(name + "from", name + "to"));
            }
        }
        return columns;
    }
}
