package org.mambascope.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import org.mambascope.tensor.ChannelRange;
import org.mambascope.tensor.ScanTrace;
import org.mambascope.tensor.ScanWeights;

/**
 * The inside of a selective scan, for a probe that wants to see it. Fused kernels do not keep it:
 * it is computed for such a probe, and costs nothing otherwise.
 *
 * @param weights of the scan
 * @param points of its inside
 */
public record ScanInside(ScanWeights weights, ScanPoints points) {
    /** Shows what a scan will compute of what was selected. */
    public void offer(StateSpace.Selection in, Probe probe) {
        offer(probe, points.b(), in.b());
        offer(probe, points.c(), in.c());
        if (points.traced().stream().noneMatch(point -> probe.wants(point.name()))) {
            return;
        }
        ScanTrace trace = ScanTrace.of(weights, in.u(), in.delta(), in.b(), in.c());
        try (NDManager scope = in.u().getManager().newSubManager()) {
            for (ObservationPoint point : points.traced()) {
                if (probe.wants(point.name())) {
                    probe.take(point.name(), value(trace, point, scope));
                }
            }
        }
    }

    /** A view is a call of libtorch, too dear for a probe that does not want it. */
    private static void offer(Probe probe, ObservationPoint point, ChannelRange range) {
        if (probe.wants(point.name())) {
            probe.take(point.name(), range.view());
        }
    }

    private NDArray value(ScanTrace trace, ObservationPoint point, NDManager owner) {
        if (point == points.delta()) {
            return trace.delta(owner);
        }
        return point == points.state() ? trace.state(owner) : trace.output(owner);
    }
}
