package org.mambascope.report;

import org.mambascope.experiment.LayerSensitivity;
import org.mambascope.report.Table.Cell;

import java.util.List;

/** What experiments gave, as tables. */
public final class ExperimentTables {
    private ExperimentTables() {}

    /** What quantising each layer alone did, in the order given. */
    public static Table sensitivity(List<LayerSensitivity> layers) {
        Table.Builder table =
                Table.named(
                        "sensitivity",
                        "layer",
                        "bits",
                        "SQNR dB",
                        "agreement %",
                        "top-1 %",
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
}
