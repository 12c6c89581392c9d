package org.mambascope.ui.search;

import org.mambascope.experiment.search.CostKind;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a search can be told to bound at once. */
public enum Budgets {
    SIZE(CostKind.SIZE),
    OPERATIONS(CostKind.OPERATIONS),
    LATENCY(CostKind.LATENCY),
    SIZE_AND_LATENCY(CostKind.SIZE, CostKind.LATENCY);

    private final List<CostKind> bounds;

    Budgets(CostKind... bounds) {
        this.bounds = List.of(bounds);
    }

    /** One or two. */
    public List<CostKind> bounds() {
        return bounds;
    }

    /** Those that bound this; empty for anything else. */
    static Optional<Budgets> of(List<CostKind> bounds) {
        return Stream.of(values()).filter(each -> each.bounds.equals(bounds)).findFirst();
    }
}
