package org.mambascope.ui.search;

import javafx.beans.binding.Bindings;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

import org.mambascope.experiment.search.CostKind;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.workflow.PlanSearch;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The budgets that a plan has to keep, and the widths that its layers may have. */
public final class BudgetViewModel {
    /** Widths to choose among. */
    public static final List<LayerBits> WIDTHS =
            List.of(
                    LayerBits.FLOATING,
                    new LayerBits(8, 8),
                    new LayerBits(6, 6),
                    new LayerBits(4, 8),
                    new LayerBits(4, 4));

    private final ObjectProperty<List<LayerBits>> offered =
            new SimpleObjectProperty<>(List.of(WIDTHS.get(1), WIDTHS.get(3), WIDTHS.get(4)));
    private final ObjectProperty<Budgets> chosen = new SimpleObjectProperty<>(Budgets.SIZE);
    private final Map<CostKind, DoubleProperty> shares = new EnumMap<>(CostKind.class);
    private final Map<CostKind, ObservableValue<String>> amounts = new EnumMap<>(CostKind.class);

    /**
     * Budgets of size, half way.
     *
     * @param search knows what is the least and the most
     */
    BudgetViewModel(ReadOnlyObjectProperty<Optional<PlanSearch>> search) {
        for (CostKind bound : CostKind.values()) {
            DoubleProperty share = new SimpleDoubleProperty(0.5);
            shares.put(bound, share);
            amounts.put(
                    bound,
                    Bindings.createStringBinding(
                            () ->
                                    search.get()
                                            .map(all -> SearchWords.amount(bound, of(all, bound)))
                                            .orElse(""),
                            search,
                            share));
        }
        chosen.subscribe((before, now) -> offerFor(now.bounds()));
    }

    /** Nothing but integers and floats is fast, so a budget of time needs both. */
    private void offerFor(List<CostKind> bounds) {
        if (bounds.contains(CostKind.LATENCY) && !offered.get().contains(LayerBits.FLOATING)) {
            List<LayerBits> more = new ArrayList<>(offered.get());
            more.addFirst(LayerBits.FLOATING);
            offered.set(List.copyOf(more));
        }
    }

    /** Runs something whenever a budget becomes another. */
    void whenChanged(Runnable action) {
        shares.values().forEach(share -> share.subscribe((before, now) -> action.run()));
        chosen.subscribe((before, now) -> action.run());
    }

    /** Widths that layers may have. */
    public ObjectProperty<List<LayerBits>> offered() {
        return offered;
    }

    /** What is bounded. */
    public ObjectProperty<Budgets> chosen() {
        return chosen;
    }

    List<CostKind> bounds() {
        return chosen.get().bounds();
    }

    /** The budget between the cheapest bits, 0, and the dearest, 1. */
    public DoubleProperty share(CostKind bound) {
        return shares.get(bound);
    }

    /** What a budget is at present, in words; empty before layers were measured. */
    public ObservableValue<String> amount(CostKind bound) {
        return amounts.get(bound);
    }

    /** The same in the unit of what it bounds. */
    double of(PlanSearch layers, CostKind bound) {
        double least = layers.least(bound);
        return least + share(bound).get() * (layers.most(bound) - least);
    }

    /** All that are chosen. */
    Map<CostKind, Double> of(PlanSearch layers) {
        Map<CostKind, Double> budgets = new EnumMap<>(CostKind.class);
        bounds().forEach(bound -> budgets.put(bound, of(layers, bound)));
        return budgets;
    }
}
