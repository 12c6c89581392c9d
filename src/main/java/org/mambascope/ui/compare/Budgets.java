package org.mambascope.ui.compare;

import org.mambascope.experiment.search.Bound;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a search can be told to bound at once. */
public enum Budgets {
    SIZE(Bound.SIZE),
    OPERATIONS(Bound.OPERATIONS),
    LATENCY(Bound.LATENCY),
    SIZE_AND_LATENCY(Bound.SIZE, Bound.LATENCY);

    private final List<Bound> bounds;

    Budgets(Bound... bounds) {
        this.bounds = List.of(bounds);
    }

    /** One or two. */
    public List<Bound> bounds() {
        return bounds;
    }

    /** Those that bound this; empty for anything else. */
    static Optional<Budgets> of(List<Bound> bounds) {
        return Stream.of(values()).filter(each -> each.bounds.equals(bounds)).findFirst();
    }
}
