package org.mambascope.report.figure;

import org.mambascope.experiment.benchmark.RunTime;
import org.mambascope.experiment.evaluation.Accuracy;
import org.mambascope.experiment.evaluation.LayerSensitivity;
import org.mambascope.experiment.evaluation.PairedComparison;
import org.mambascope.experiment.run.Run;
import org.mambascope.report.table.Table;
import org.mambascope.report.table.Table.Cell;

import java.util.List;
import java.util.Optional;

/** Results of experiments as tables. */
public final class ExperimentTables {
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
        Table.Builder table =
                Table.named(
                        "runs",
                        "run",
                        "method",
                        "bits",
                        "top-1 %",
                        "from",
                        "to",
                        "agreement %",
                        "SQNR dB",
                        "computed",
                        "median ms",
                        "batch",
                        "speed-up",
                        "bytes",
                        "bit operations",
                        "made in s",
                        "note");
        for (Run run : runs) {
            Optional<PairedComparison> compared =
                    run.isOriginal() ? Optional.empty() : run.comparedTo(original);
            table.row(
                    List.of(
                            new Cell.Text(run.name()),
                            new Cell.Text(run.made().method()),
                            new Cell.Text(run.made().bits()),
                            number(run.accuracy().map(Accuracy::top1)),
                            number(run.interval().map(interval -> interval.low())),
                            number(run.interval().map(interval -> interval.high())),
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
        }
        return table.build();
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
