package org.mambascope.report.figure;

import org.mambascope.experiment.benchmark.RunTime;
import org.mambascope.experiment.evaluation.LayerSensitivity;
import org.mambascope.experiment.evaluation.Measure;
import org.mambascope.experiment.evaluation.PairedComparison;
import org.mambascope.experiment.run.Run;
import org.mambascope.report.table.Table;
import org.mambascope.report.table.Table.Cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Results of experiments as tables. */
public final class ExperimentTables {
    private static final Measure UNKNOWN =
            new Measure("top1", "top-1 %", Double.NaN, Double.NaN, Double.NaN, false);

    private ExperimentTables() {}

    /**
     * Effect of quantising each layer alone, in the order given.
     *
     * @param measuredBy name of the accuracy, as {@code top-1}
     */
    public static Table sensitivity(List<LayerSensitivity> layers, String measuredBy) {
        Table.Builder table =
                Table.named(
                        "sensitivity",
                        "layer",
                        "bits",
                        "SQNR dB",
                        "agreement %",
                        measuredBy + " %",
                        "loss");
        for (LayerSensitivity layer : layers) {
            table.row(
                    List.of(
                            new Cell.Text(layer.layer()),
                            new Cell.Text(layer.bits().toString()),
                            new Cell.Numeric(layer.comparison().signalToNoise()),
                            new Cell.Numeric(layer.comparison().agreement()),
                            new Cell.Numeric(layer.accuracy()),
                            new Cell.Numeric(layer.loss())));
        }
        return table.build();
    }

    /**
     * Runs and what was measured of them.
     *
     * @param runs the model that others are compared with first
     */
    public static Table runs(List<Run> runs) {
        Run original = runs.getFirst();
        List<Measure> measured = measured(runs);
        List<String> columns = new ArrayList<>(List.of("run", "method", "bits"));
        columns.addAll(Measure.columns(measured));
        columns.addAll(
                List.of(
                        "agreement %",
                        "SQNR dB",
                        "computed",
                        "median ms",
                        "batch",
                        "speed-up",
                        "bytes",
                        "bit operations",
                        "made in s",
                        "note"));
        Table.Builder table = Table.named("runs", columns.toArray(String[]::new));
        for (Run run : runs) {
            Optional<PairedComparison> compared =
                    run.isOriginal() ? Optional.empty() : run.comparedTo(original);
            List<Cell> cells = new ArrayList<>();
            cells.add(new Cell.Text(run.name()));
            cells.add(new Cell.Text(run.made().method()));
            cells.add(new Cell.Text(run.made().bits()));
            measured.forEach(measure -> cells.addAll(cells(run, measure)));
            cells.addAll(
                    List.of(
                            number(compared.map(PairedComparison::agreement)),
                            number(compared.map(PairedComparison::signalToNoise)),
                            new Cell.Text(computed(run)),
                            number(run.speed().map(RunTime::medianMs)),
                            number(run.speed().map(time -> (double) time.batch())),
                            number(run.speedUp(original)),
                            new Cell.Numeric(run.made().bytes()),
                            new Cell.Numeric(run.made().bitOperations()),
                            new Cell.Numeric(run.made().seconds()),
                            new Cell.Text(run.note())));
            table.row(cells);
        }
        return table.build();
    }

    /** What runs were measured by; a classifier's accuracy as long as none was. */
    private static List<Measure> measured(List<Run> runs) {
        return runs.stream()
                .map(Run::measures)
                .filter(measures -> !measures.isEmpty())
                .findFirst()
                .orElse(List.of(UNKNOWN));
    }

    private static List<Cell> cells(Run run, Measure measure) {
        Measure own =
                run.measures().stream()
                        .filter(known -> known.id().equals(measure.id()))
                        .findFirst()
                        .orElse(UNKNOWN);
        Cell value = new Cell.Numeric(own.value());
        return measure.detail()
                ? List.of(value)
                : List.of(value, new Cell.Numeric(own.low()), new Cell.Numeric(own.high()));
    }

    private static String computed(Run run) {
        int integers = run.time().map(RunTime::integerLayers).orElse(0);
        return run.isOriginal()
                ? "reference"
                : integers > 0 ? integers + " layers as integers" : "simulated";
    }

    private static Cell number(Optional<Double> value) {
        return new Cell.Numeric(value.orElse(Double.NaN));
    }
}
