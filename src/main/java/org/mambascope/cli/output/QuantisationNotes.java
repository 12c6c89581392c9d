package org.mambascope.cli.output;

import org.mambascope.quant.QuantisationObserver;
import org.mambascope.report.text.NumberFormatting;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a user is told while a model is quantised: its cost, and should a signal such as Ctrl+C end
 * the process, what is kept and how to go on.
 */
public final class QuantisationNotes implements QuantisationObserver, AutoCloseable {
    private static final String NOTHING =
            "Stopped: nothing is kept, and the same command begins anew.";

    private final CostNote cost;
    private final Thread end;
    private volatile String stopped = NOTHING;

    /**
     * Notes on one quantisation, until they are closed.
     *
     * @param what is quantised, in words
     */
    public QuantisationNotes(Output output, String what) {
        cost = new CostNote(output, what);
        end = new Thread(() -> output.step(stopped));
        Runtime.getRuntime().addShutdownHook(end);
    }

    @Override
    public void cost(Supplier<Optional<Duration>> expected) {
        cost.cost(expected);
    }

    @Override
    public void kept(Path file, int layers) {
        stopped =
                "Stopped: %s keeps the work on %s, and the same command goes on from there."
                        .formatted(file, NumberFormatting.counted(layers, "layer"));
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException e) {
            // The process is ending: the sentence is being said.
            return;
        }
    }
}
