package org.mambascope.experiment.search;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Cost that a search can keep below a budget. */
public enum CostKind {
    /** The quantised file, in bytes. */
    SIZE("bytes", 0),
    /** Bit operations of the linear layers for one image. */
    OPERATIONS("bit operations", 0),
    /** Time of a batch on this machine, in milliseconds. */
    LATENCY("ms", 2);

    private final String unit;
    private final int decimals;

    CostKind(String unit, int decimals) {
        this.unit = unit;
        this.decimals = decimals;
    }

    /** The unit of its costs. */
    public String unit() {
        return unit;
    }

    /** A cost with its unit. */
    public String words(double cost) {
        return String.format(Locale.ROOT, "%,." + decimals + "f %s", cost, unit);
    }

    /** Several of them. */
    static String words(Map<CostKind, Double> budgets) {
        return budgets.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey().words(entry.getValue()))
                .collect(Collectors.joining(" and "));
    }

    /** A budget that is just enough for a cost, with its unit. */
    String enough(double cost) {
        double digits = Math.pow(10, decimals);
        return words(Math.ceil(cost * digits - 1e-6) / digits);
    }
}
