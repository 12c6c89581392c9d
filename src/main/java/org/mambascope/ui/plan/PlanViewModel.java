package org.mambascope.ui.plan;

import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;

import org.mambascope.model.LayerSite;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.Method;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.figure.TableExport;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.text.Texts;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/** The bit plan in mind, and what changes it. */
public final class PlanViewModel {
    private final PlanHistory history = new PlanHistory();
    private final PlanRows rows;
    private final PlanEstimates estimates;
    private final PlanFiles files;

    public PlanViewModel(Session session, FileDialogs dialogs) {
        this.rows = new PlanRows(session);
        this.estimates = new PlanEstimates(session, rows, history.draftProperty());
        this.files = new PlanFiles(session, dialogs);
        rows.all().subscribe(this::openAnother);
    }

    private void openAnother(List<PlanRow> all) {
        PlanDraft draft = draft().getValue();
        if (!rows.names().containsAll(draft.bits().layers().keySet())) {
            history.restart(draft.reset(List.copyOf(draft.bits().layers().keySet())));
        }
        rows.restart();
    }

    /** What saves the plan as a table: a row for each layer. */
    public TableExport export() {
        return files.export(this);
    }

    /** Predicted cost and SQNR of the plan. */
    public PlanEstimates estimates() {
        return estimates;
    }

    /** The first layer that is chosen. */
    public Optional<LayerSite> selectedLayer() {
        return rows.selectedLayer();
    }

    /** The plan in mind. */
    public ObservableValue<PlanDraft> draft() {
        return history.draftProperty();
    }

    /** The model, then each block followed by its layers; none without a model. */
    public ObservableValue<List<PlanRow>> rows() {
        return rows.all();
    }

    /** What is chosen of them; set by the view. */
    public ObjectProperty<List<PlanRow>> selected() {
        return rows.selected();
    }

    public ObservableValue<Boolean> canUndo() {
        return history.canUndoProperty();
    }

    public ObservableValue<Boolean> canRedo() {
        return history.canRedoProperty();
    }

    /** Takes the latest change back. */
    public void undo() {
        history.undo();
    }

    /** Makes the change again that was taken back. */
    public void redo() {
        history.redo();
    }

    /** Takes other bits, which can be undone. */
    public void use(BitPlan bits) {
        use(draft().getValue().with(bits));
    }

    public void use(PlanDraft other) {
        history.change(other);
    }

    /** Whether a slider is held, so that what changes is one step to undo. */
    public void setDragging(boolean held) {
        history.setDragging(held);
    }

    /** Chooses a method. */
    public void choose(Method method) {
        history.change(draft().getValue().with(method));
    }

    /** Chooses how much smoothing moves into the weights, 0 … 1. */
    public void chooseAlpha(double alpha) {
        history.change(draft().getValue().withAlpha(Math.round(alpha * 20) / 20.0));
    }

    /** Sets the bits of weights in a row, and in all that are chosen if it is one of them. */
    public void setWeightBits(PlanRow row, int bits) {
        change(row, before -> new LayerBits(bits, before.activation()));
    }

    /** Sets the bits of inputs in a row, and in all that are chosen if it is one of them. */
    public void setActivationBits(PlanRow row, int bits) {
        change(row, before -> new LayerBits(before.weight(), bits));
    }

    private void change(PlanRow row, UnaryOperator<LayerBits> how) {
        List<PlanRow> changed = rows.with(row);
        PlanDraft draft = draft().getValue();
        boolean all = changed.stream().anyMatch(each -> each.level() == PlanRow.Level.MODEL);
        history.change(all ? draft.all(how) : draft.layers(layers(changed), how));
    }

    private static List<String> layers(List<PlanRow> some) {
        return some.stream().flatMap(row -> row.layers().stream()).distinct().toList();
    }

    /** Gives the chosen layers the bits of all others again. */
    public void reset() {
        history.change(draft().getValue().reset(layers(rows.selected().get())));
    }

    /** Chooses the layers of the same kinds in all blocks. */
    public void selectKind() {
        rows.selectKind();
    }

    /** Bits of a row's weights; empty where its layers differ. */
    public OptionalInt weightBits(PlanRow row) {
        return common(row, LayerBits::weight);
    }

    /** Bits of a row's inputs; empty where its layers differ. */
    public OptionalInt activationBits(PlanRow row) {
        return common(row, LayerBits::activation);
    }

    private OptionalInt common(PlanRow row, ToIntFunction<LayerBits> which) {
        BitPlan bits = draft().getValue().bits();
        if (row.level() == PlanRow.Level.MODEL) {
            return OptionalInt.of(which.applyAsInt(bits.all()));
        }
        int[] all =
                row.layers().stream()
                        .mapToInt(name -> which.applyAsInt(bits.of(name)))
                        .distinct()
                        .toArray();
        return all.length == 1 ? OptionalInt.of(all[0]) : OptionalInt.empty();
    }

    /** Returns true if a row is a layer with bits of its own. */
    public boolean isOwn(PlanRow row) {
        return row.level() == PlanRow.Level.LAYER
                && draft().getValue().isOwn(row.layers().getFirst());
    }

    /** Asks where to, and saves the plan's bits. */
    public void save() {
        files.save(draft().getValue());
    }

    /** Asks for a plan and takes its bits. */
    public void load() {
        files.load(rows.names(), this::use);
    }

    /** Methods, as they are chosen among. */
    public List<Method> methods() {
        return List.of(Method.values());
    }

    /** Describes a method in a line. */
    public static String explanation(Method method) {
        return Texts.of("method." + method.id().toLowerCase(Locale.ROOT));
    }
}
