package org.mambascope.ui.quantise;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;

import org.mambascope.activation.PointStatistics;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LoadedModel;
import org.mambascope.quant.BitPlan;
import org.mambascope.quant.LayerBits;
import org.mambascope.quant.RoundingEstimate;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.text.Texts;

import java.util.Optional;

/** What a plan would cost and leave, from what is known of the layers: nothing runs. */
final class PlanEstimates {
    private static final double FLOAT_BYTES = 4;
    private static final double MEGABYTE = 1e6;

    private final Session session;
    private final PlanRows rows;
    private final ObservableValue<PlanDraft> draft;
    private final ObservableValue<String> summary;
    private final ObservableValue<Double> lowest;

    PlanEstimates(Session session, PlanRows rows, ObservableValue<PlanDraft> draft) {
        this.session = session;
        this.rows = rows;
        this.draft = draft;
        this.summary =
                Bindings.createStringBinding(this::summaryNow, draft, session.modelProperty());
        this.lowest =
                Bindings.createObjectBinding(
                        this::lowestNow,
                        draft,
                        session.observationProperty(),
                        session.weightsProperty());
    }

    /** Bits on average and the size of the model, in words. */
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
}
