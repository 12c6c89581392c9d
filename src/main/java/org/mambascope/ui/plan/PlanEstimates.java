package org.mambascope.ui.plan;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

import org.mambascope.model.LayerSite;
import org.mambascope.model.LoadedModel;
import org.mambascope.quant.estimate.LayerEstimate;
import org.mambascope.quant.file.QuantisedFileSize;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.Recipe;
import org.mambascope.quant.size.PlannedSize;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.text.Texts;

import java.util.Optional;

/** Predicted cost and SQNR of a plan, from statistics of the layers: no model runs. */
public final class PlanEstimates {
    private static final double MEGABYTE = 1e6;

    private final ReadOnlyObjectWrapper<Optional<QuantisedFileSize>> size =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Session session;
    private final PlanRows rows;
    private final ObservableValue<PlanDraft> draft;
    private final ObservableValue<String> summary;
    private final ObservableValue<Double> lowest;
    private Optional<Known> planned = Optional.empty();
    private final LayerSampling sampling;
    private final LayerEstimates layers;

    PlanEstimates(Session session, PlanRows rows, ObservableValue<PlanDraft> draft) {
        this.session = session;
        this.rows = rows;
        this.draft = draft;
        this.sampling = new LayerSampling(session);
        this.layers = new LayerEstimates(session, sampling, draft);
        this.summary =
                Bindings.createStringBinding(
                        this::summaryNow, draft, session.modelProperty(), size);
        session.modelProperty().subscribe(this::openAnother);
        this.lowest = layers.shown().map(shown -> lowestNow());
    }

    /** From now on layers are estimated. */
    public void want() {
        sampling.want();
    }

    /** Estimated effect of the plan on each layer, without learning. */
    public LayerEstimates layers() {
        return layers;
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
    public ObservableValue<String> summary() {
        return summary;
    }

    /** The lowest of all layers' ratios; infinite as long as there are none. */
    ObservableValue<Double> lowest() {
        return lowest;
    }

    /**
     * What rounding leaves of a row's layers' outputs, in dB: of a block the lowest of its layers.
     * Empty as long as it is not known; infinite where nothing is rounded.
     */
    public Optional<Double> signalToNoise(PlanRow row) {
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
        return Optional.ofNullable(layers.shown().get().get(site.name()))
                .map(LayerEstimate::output);
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

    private PlannedSize planned(QuantisedFileSize file, LoadedModel open) {
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
