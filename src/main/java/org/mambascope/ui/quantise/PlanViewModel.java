package org.mambascope.ui.quantise;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

import org.mambascope.activation.PointStatistics;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ObservationPoint;
import org.mambascope.quant.BitPlan;
import org.mambascope.quant.LayerBits;
import org.mambascope.quant.Method;
import org.mambascope.quant.RoundingEstimate;
import org.mambascope.report.Table;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.figure.TableExport;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.text.Texts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The bit plan: rows to choose among, and what is changed in them. */
public final class PlanViewModel {
    private static final double FLOAT_BYTES = 4;
    private static final double MEGABYTE = 1e6;

    private final PlanHistory history = new PlanHistory();
    private final ObjectProperty<List<PlanRow>> selected = new SimpleObjectProperty<>(List.of());
    private final ObservableValue<List<PlanRow>> rows;
    private final ObservableValue<String> summary;
    private final ObservableValue<Double> lowest;
    private final Session session;
    private final FileDialogs dialogs;

    PlanViewModel(Session session, FileDialogs dialogs) {
        this.session = session;
        this.dialogs = dialogs;
        this.rows =
                session.modelProperty()
                        .map(open -> open.map(PlanViewModel::rows).orElse(List.of()));
        this.summary =
                Bindings.createStringBinding(
                        this::summaryNow, history.draftProperty(), session.modelProperty());
        this.lowest =
                Bindings.createObjectBinding(
                        this::lowestNow,
                        history.draftProperty(),
                        session.observationProperty(),
                        session.weightsProperty());
        rows.subscribe(this::openAnother);
        selected.subscribe(this::showLayer);
        session.selection().pointProperty().subscribe(this::follow);
    }

    /** What saves the plan as a table: a row for each layer. */
    TableExport export() {
        return new TableExport(
                session.jobs(),
                dialogs,
                () ->
                        session.modelProperty().get().map(LoadedModel::name).orElse("")
                                + "-"
                                + Texts.of("plan.title"),
                () -> session.modelProperty().get().map(open -> table()));
    }

    private Table table() {
        Table.Builder table =
                Table.named(
                        "bit plan",
                        "layer",
                        "block",
                        "kind",
                        "weight bits",
                        "activation bits",
                        "SQNR (dB)");
        for (PlanRow row : rows.getValue()) {
            if (row.level() != PlanRow.Level.LAYER) {
                continue;
            }
            LayerSite site = row.sites().getFirst();
            LayerBits bits = draft().getValue().bits().of(site.name());
            table.row(
                    List.of(
                            new Table.Cell.Text(site.name()),
                            new Table.Cell.Numeric(site.block()),
                            new Table.Cell.Text(site.kind()),
                            new Table.Cell.Numeric(bits.weight()),
                            new Table.Cell.Numeric(bits.activation()),
                            new Table.Cell.Numeric(signalToNoise(row).orElse(Double.NaN))));
        }
        return table.build();
    }

    private static List<PlanRow> rows(LoadedModel open) {
        List<LayerSite> sites = open.network().layers();
        Map<Integer, List<LayerSite>> blocks =
                sites.stream()
                        .collect(
                                Collectors.groupingBy(
                                        LayerSite::block, LinkedHashMap::new, Collectors.toList()));
        List<PlanRow> rows = new ArrayList<>();
        rows.add(new PlanRow(PlanRow.Level.MODEL, Texts.of("plan.model"), sites));
        blocks.forEach(
                (block, own) -> {
                    rows.add(new PlanRow(PlanRow.Level.BLOCK, Texts.of("plan.block", block), own));
                    own.forEach(
                            site ->
                                    rows.add(
                                            new PlanRow(
                                                    PlanRow.Level.LAYER,
                                                    site.kind(),
                                                    List.of(site))));
                });
        return rows;
    }

    private void openAnother(List<PlanRow> all) {
        List<String> known = all.isEmpty() ? List.of() : all.getFirst().layers();
        PlanDraft draft = draft().getValue();
        if (!known.containsAll(draft.bits().layers().keySet())) {
            history.restart(draft.reset(List.copyOf(draft.bits().layers().keySet())));
        }
        selected.set(List.of());
        follow(session.selection().pointProperty().get());
    }

    /** The layer that is chosen here is the one that all figures show. */
    private void showLayer(List<PlanRow> chosen) {
        if (chosen.size() == 1 && chosen.getFirst().level() == PlanRow.Level.LAYER) {
            LayerSite site = chosen.getFirst().sites().getFirst();
            session.selection()
                    .choose(
                            session.layers().getValue().stream()
                                    .map(PointStatistics::point)
                                    .filter(point -> isOf(point, site))
                                    .findFirst()
                                    .orElseGet(site::input));
        }
    }

    /** A layer that is chosen elsewhere is chosen here. */
    private void follow(Optional<ObservationPoint> point) {
        if (selected.get().size() <= 1) {
            point.flatMap(this::row).ifPresent(row -> selected.set(List.of(row)));
        }
    }

    private Optional<PlanRow> row(ObservationPoint point) {
        return rows.getValue().stream()
                .filter(row -> row.level() == PlanRow.Level.LAYER)
                .filter(row -> isOf(point, row.sites().getFirst()))
                .findFirst();
    }

    private static boolean isOf(ObservationPoint point, LayerSite site) {
        return point.block() == site.block() && point.kind().equals(site.kind());
    }

    /** The plan in mind. */
    public ObservableValue<PlanDraft> draft() {
        return history.draftProperty();
    }

    /** The model, then each block followed by its layers; none without a model. */
    public ObservableValue<List<PlanRow>> rows() {
        return rows;
    }

    /** What is chosen of them; set by the view. */
    public ObjectProperty<List<PlanRow>> selected() {
        return selected;
    }

    /** The lowest of all layers' ratios; infinite as long as there are none. */
    ObservableValue<Double> lowest() {
        return lowest;
    }

    /** Bits on average and the size of the model, in words. */
    public ObservableValue<String> summary() {
        return summary;
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

    void use(PlanDraft other) {
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
        List<PlanRow> changed = selected.get().contains(row) ? selected.get() : List.of(row);
        PlanDraft draft = draft().getValue();
        boolean all = changed.stream().anyMatch(each -> each.level() == PlanRow.Level.MODEL);
        history.change(all ? draft.all(how) : draft.layers(layers(changed), how));
    }

    private static List<String> layers(List<PlanRow> some) {
        return some.stream().flatMap(row -> row.layers().stream()).distinct().toList();
    }

    /** Gives the chosen layers the bits of all others again. */
    public void reset() {
        history.change(draft().getValue().reset(layers(selected.get())));
    }

    /** Chooses the layers of the same kinds in all blocks. */
    public void selectKind() {
        List<String> kinds =
                selected.get().stream()
                        .filter(row -> row.level() == PlanRow.Level.LAYER)
                        .map(PlanRow::name)
                        .toList();
        if (!kinds.isEmpty()) {
            selected.set(
                    rows.getValue().stream()
                            .filter(row -> row.level() == PlanRow.Level.LAYER)
                            .filter(row -> kinds.contains(row.name()))
                            .toList());
        }
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

    /** Whether a row is a layer with bits of its own. */
    public boolean isOwn(PlanRow row) {
        return row.level() == PlanRow.Level.LAYER
                && draft().getValue().isOwn(row.layers().getFirst());
    }

    /**
     * What rounding leaves of a row's layers, estimated, in dB: of a block the lowest of its
     * layers. Empty as long as nothing was analysed; infinite where nothing is rounded.
     */
    public Optional<Double> signalToNoise(PlanRow row) {
        return row.level() == PlanRow.Level.MODEL
                ? Optional.empty()
                : row.sites().stream()
                        .flatMap(site -> signalToNoise(site).stream())
                        .min(Double::compare);
    }

    private double lowestNow() {
        return rows.getValue().stream()
                .filter(row -> row.level() == PlanRow.Level.LAYER)
                .flatMap(row -> signalToNoise(row).stream())
                .min(Double::compare)
                .orElse(Double.POSITIVE_INFINITY);
    }

    private Optional<Double> signalToNoise(LayerSite site) {
        PlanDraft draft = draft().getValue();
        LayerBits bits = draft.bits().of(site.name());
        return input(site)
                .map(
                        input ->
                                RoundingEstimate.input(
                                        input,
                                        bits.activation(),
                                        draft.method().recipe().activations()))
                .map(
                        of ->
                                weights(site)
                                        .map(
                                                matrix ->
                                                        RoundingEstimate.product(
                                                                of,
                                                                RoundingEstimate.weights(
                                                                        matrix, bits.weight())))
                                        .orElse(of));
    }

    /** What enters a layer. */
    Optional<PointStatistics> input(LayerSite site) {
        return session.observationProperty()
                .getValue()
                .flatMap(seen -> Optional.ofNullable(seen.points().get(site.input().name())));
    }

    /** A layer's matrix, once it was read. */
    Optional<PointStatistics> weights(LayerSite site) {
        return session.weightsProperty().get().stream()
                .filter(matrix -> isOf(matrix.point(), site))
                .findFirst();
    }

    private String summaryNow() {
        return session.modelProperty().get().map(this::summary).orElse("");
    }

    private String summary(LoadedModel open) {
        BitPlan bits = draft().getValue().bits();
        double values = 0;
        double sum = 0;
        double bytes = FLOAT_BYTES * open.network().summary().parameters();
        for (LayerSite site : open.network().layers()) {
            double size = (double) site.inputChannels() * site.outputChannels();
            int weight = bits.of(site.name()).weight();
            values += size;
            sum += size * (weight == LayerBits.OFF ? 8 * FLOAT_BYTES : weight);
            bytes -= size * (FLOAT_BYTES - storedBytes(weight));
        }
        return Texts.of("plan.summary", sum / Math.max(1, values), bytes / MEGABYTE);
    }

    /** Codes are kept in half a byte or a whole one. */
    private static double storedBytes(int weight) {
        return weight == LayerBits.OFF ? FLOAT_BYTES : weight <= 4 ? 0.5 : 1;
    }

    /** Asks where to, and saves the plan's bits. */
    public void save() {
        BitPlan bits = draft().getValue().bits();
        String name = draft().getValue().method().id() + "-plan.json";
        dialogs.saveAs(name)
                .ifPresent(
                        file ->
                                session.jobs()
                                        .start(
                                                Texts.of("job.save", file.getFileName()),
                                                job -> {
                                                    bits.write(file);
                                                    return file;
                                                },
                                                saved -> {}));
    }

    /** Asks for a plan and takes its bits. */
    public void load() {
        List<String> known =
                rows.getValue().isEmpty() ? List.of() : rows.getValue().getFirst().layers();
        dialogs.plan()
                .ifPresent(
                        file ->
                                session.jobs()
                                        .start(
                                                Texts.of("job.open", file.getFileName()),
                                                job -> {
                                                    BitPlan read = BitPlan.read(file);
                                                    read.requireLayers(known);
                                                    return read;
                                                },
                                                read ->
                                                        history.change(
                                                                draft().getValue().with(read))));
    }

    /** Methods, as they are chosen among. */
    public List<Method> methods() {
        return List.of(Method.values());
    }

    /** What a method does, in a line. */
    public static String explanation(Method method) {
        return Texts.of("method." + method.id().toLowerCase(Locale.ROOT));
    }
}
