package org.mambascope.model.argument;

import org.mambascope.base.Problem;

import java.util.List;
import java.util.stream.Collectors;

/** Weights that fit more than one reading, between which the user has to decide. */
public final class UndecidedReading extends Problem {
    private static final long serialVersionUID = 1L;

    private final transient List<Reading> readings;

    /**
     * A question to the user.
     *
     * @param fact the sentence's beginning: what is in which file, as {@code vim.pth has 50 rows}
     * @param readings two or more
     */
    public UndecidedReading(String fact, List<Reading> readings) {
        super(
                "%s, which the weights cannot decide: %s. Say which."
                        .formatted(
                                fact,
                                readings.stream()
                                        .map(each -> each.words() + " (" + each.options() + ")")
                                        .collect(Collectors.joining(", or "))));
        this.readings = List.copyOf(readings);
    }

    /** The readings to choose from. */
    public List<Reading> readings() {
        return readings;
    }
}
