package org.mambascope.ui.plan;

import org.mambascope.model.LayerSite;
import org.mambascope.model.LoadedModel;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.report.table.Table;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.figure.TableExport;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.text.Texts;

import java.util.List;
import java.util.function.Consumer;

/** The plan's bits as a file, and as a table. */
final class PlanFiles {
    private final Session session;
    private final FileDialogs dialogs;

    PlanFiles(Session session, FileDialogs dialogs) {
        this.session = session;
        this.dialogs = dialogs;
    }

    /** Asks where to, and saves. */
    void save(PlanDraft draft) {
        dialogs.saveAs(draft.method().id() + "-plan.json")
                .ifPresent(
                        file -> session.jobs().write(file, to -> draft.bits().write(to), () -> {}));
    }

    /**
     * Asks for a plan and reads it.
     *
     * @param known names of all layers that it may speak of
     */
    void load(List<String> known, Consumer<BitPlan> use) {
        dialogs.plan()
                .ifPresent(
                        file ->
                                session.jobs()
                                        .start(
                                                Texts.of("job.open", file.getFileName()),
                                                job -> {
                                                    BitPlan read = BitPlan.read(file);
                                                    read.requireLayers(known, file.toString());
                                                    return read;
                                                },
                                                use));
    }

    /** What saves the plan as a table: a row for each layer. */
    TableExport export(PlanViewModel plan) {
        return new TableExport(
                session.jobs(),
                dialogs,
                () ->
                        session.modelProperty().get().map(LoadedModel::name).orElse("")
                                + "-"
                                + Texts.of("plan.title"),
                () -> session.modelProperty().get().map(open -> table(plan)));
    }

    private static Table table(PlanViewModel plan) {
        Table.Builder table =
                Table.named(
                        "bit plan",
                        "layer",
                        "block",
                        "kind",
                        "weight bits",
                        "activation bits",
                        "SQNR (dB)");
        for (PlanRow row : plan.rows().getValue()) {
            if (row.level() != PlanRow.Level.LAYER) {
                continue;
            }
            LayerSite site = row.sites().getFirst();
            LayerBits bits = plan.draft().getValue().bits().of(site.name());
            table.row(
                    List.of(
                            new Table.Cell.Text(site.name()),
                            new Table.Cell.Numeric(site.block()),
                            new Table.Cell.Text(site.kind()),
                            new Table.Cell.Numeric(bits.weight()),
                            new Table.Cell.Numeric(bits.activation()),
                            new Table.Cell.Numeric(
                                    plan.estimates().signalToNoise(row).orElse(Double.NaN))));
        }
        return table.build();
    }
}
