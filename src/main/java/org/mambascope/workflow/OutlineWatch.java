package org.mambascope.workflow;

import org.mambascope.activation.PointConsumer;
import org.mambascope.activation.PointStatistics;
import org.mambascope.model.ObservationPoint;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Shows what an analysis knows so far whenever a block has passed, but not too often. */
final class OutlineWatch implements PointConsumer {
    private static final long PAUSE = 250_000_000;

    private final Consumer<List<PointStatistics>> shown;
    private Supplier<List<PointStatistics>> outline = List::of;
    private int block = -1;
    private long last = System.nanoTime();

    OutlineWatch(Consumer<List<PointStatistics>> shown) {
        this.shown = shown;
    }

    /** Asks for what is known here. */
    void follow(Supplier<List<PointStatistics>> known) {
        outline = known;
    }

    @Override
    public void take(ObservationPoint point, long firstImage, float[] values) {
        long now = System.nanoTime();
        if (point.block() != block && now - last > PAUSE) {
            shown.accept(outline.get());
            last = System.nanoTime();
        }
        block = point.block();
    }
}
