package org.mambascope.ui.quantise;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

import org.mambascope.activation.PointStatistics;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LoadedModel;
import org.mambascope.quant.BitPlan;
import org.mambascope.quant.LayerBits;
import org.mambascope.quant.QuantisedSize;
import org.mambascope.quant.Recipe;
import org.mambascope.quant.RoundingEstimate;
import org.mambascope.quant.size.PlannedSize;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.text.Texts;

import java.util.Optional;

/** What a plan would cost and leave, from what is known of the layers: nothing runs. */
final class PlanEstimates {
    private static final double MEGABYTE = 1e6;

    private final ReadOnlyObjectWrapper<Optional<QuantisedSize>> size =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Session session;
    private final PlanRows rows;
    private final ObservableValue<PlanDraft> draft;
    private final ObservableValue<String> summary;
    private final ObservableValue<Double> lowest;
    private Optional<Known> planned = Optional.empty();

    PlanEstimates(Session session, PlanRows rows, ObservableValue<PlanDraft> draft) {
        this.session = session;
        this.rows = rows;
        this.draft = draft;
        this.summary =
                Bindings.createStringBinding(
                        this::summaryNow, draft, session.modelProperty(), size);
        session.modelProperty().subscribe(this::openAnother);
        this.lowest =
                Bindings.createObjectBinding(
                        this::lowestNow,
                        draft,
                        session.observationProperty(),
                        session.weightsProperty());
    }

    private void openAnother(Optional<LoadedModel> opened) {
        size.set(Optional.empty());
        planned = Optional.empty();
        opened.ifPresent(
                model ->
                        session.jobs()
                                .quietly(
                                        () -> session.backend().quantisedSize(model),
                                        found -> {
                                            if (session.modelProperty().get().equals(opened)) {
                                                size.set(found);
                                            }
                                        }));
    }

    /** Bits on average and the size of the file that the method would give, in words. */
    ObservableValue<String> summary() {
        return summary;
    }

    /** The lowest of all layers' ratios; infinite as long as there are none. */
    ObservableValue<Double> lowest() {
        return lowest;
    }

    /**
     * What rounding leaves of a row's layers, in dB: of a block the lowest of its layers. Empty as
     * long as nothing was analysed; infinite where nothing is rounded.
     */
    Optional<Double> signalToNoise(PlanRow row) {
        return row.level() == PlanRow.Level.MODEL
                ? Optional.empty()
                : row.sites().stream()
                        .flatMap(site -> signalToNoise(site).stream())
                        .min(Double::compare);
    }

    private double lowestNow() {
        return rows.layers()
                .flatMap(row -> signalToNoise(row).stream())
                .min(Double::compare)
                .orElse(Double.POSITIVE_INFINITY);
    }

    private Optional<Double> signalToNoise(LayerSite site) {
        PlanDraft now = draft.getValue();
        LayerBits bits = now.bits().of(site.name());
        return input(site)
                .map(
                        input ->
                                RoundingEstimate.input(
                                        input,
                                        bits.activation(),
                                        now.method().recipe().activations()))
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
                .filter(matrix -> site.has(matrix.point()))
                .findFirst();
    }

    private String summaryNow() {
        return session.modelProperty().get().map(this::summary).orElse("");
    }

    private String summary(LoadedModel open) {
        BitPlan bits = draft.getValue().bits();
        double values = 0;
        double sum = 0;
        for (LayerSite site : open.network().layers()) {
            double count = (double) site.inputChannels() * site.outputChannels();
            int weight = bits.of(site.name()).weight();
            values += count;
            sum += count * (weight == LayerBits.OFF ? Float.SIZE : weight);
        }
        double average = sum / Math.max(1, values);
        return size.get()
                .map(file -> planned(file, open).bytes(bits) / MEGABYTE)
                .map(megabytes -> Texts.of("plan.summary", average, megabytes))
                .orElseGet(() -> Texts.of("plan.summary.bits", average));
    }

    private PlannedSize planned(QuantisedSize file, LoadedModel open) {
        Recipe recipe = draft.getValue().recipe();
        if (planned.filter(known -> known.recipe().equals(recipe)).isEmpty()) {
            planned =
                    Optional.of(
                            new Known(
                                    recipe,
                                    new PlannedSize(file, open.network().layers(), recipe)));
        }
        return planned.orElseThrow().size();
    }

    private record Known(Recipe recipe, PlannedSize size) {}
}
