package org.mambascope.cli.output;

import org.mambascope.quant.QuantisationObserver;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Announces before a quantisation about how long it will take.
 *
 * @param output that prints it
 * @param what is quantised, in words
 */
public record CostNote(Output output, String what) implements QuantisationObserver {
    @Override
    public void cost(Supplier<Optional<Duration>> expected) {
        expected.get().ifPresent(time -> output.cost(what, time));
    }
}
