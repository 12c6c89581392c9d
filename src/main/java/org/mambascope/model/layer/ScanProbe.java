package org.mambascope.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import org.mambascope.model.ObservationPoint;
import org.mambascope.model.Probe;
import org.mambascope.tensor.ScanWeights;
import org.mambascope.tensor.cpu.ScanTrace;

/**
 * The inside of a selective scan, for a probe that wants to see it. Fused kernels do not keep it:
 * it is computed for such a probe, and costs nothing otherwise.
 *
 * @param weights of the scan
 * @param points of its inside
 */
public record ScanProbe(ScanWeights weights, ScanPoints points) {
    /** Shows what a scan will compute of what was selected. */
    public void offer(SelectiveSsm.Selection in, Probe probe) {
        probe.offer(points.b().name(), in.b()::view);
        probe.offer(points.c().name(), in.c()::view);
        if (points.traced().stream().noneMatch(point -> probe.wants(point.name()))) {
            return;
        }
        ScanTrace trace = ScanTrace.of(weights, in.u(), in.delta(), in.b(), in.c());
        try (NDManager scope = in.u().getManager().newSubManager()) {
            for (ObservationPoint point : points.traced()) {
                probe.offer(point.name(), () -> value(trace, point, scope));
            }
        }
    }

    private NDArray value(ScanTrace trace, ObservationPoint point, NDManager owner) {
        if (point == points.delta()) {
            return trace.delta(owner);
        }
        return point == points.state() ? trace.state(owner) : trace.output(owner);
    }
}
