package org.mambascope.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import org.mambascope.tensor.ChannelRange;
import org.mambascope.tensor.Kernels;
import org.mambascope.tensor.ScanTarget;
import org.mambascope.tensor.ScanTrace;
import org.mambascope.tensor.ScanWeights;
import org.mambascope.tensor.SelectiveScan;

import java.util.Optional;

/**
 * A selective scan whose inside a probe may see. Fused kernels do not keep it: it is computed for a
 * probe that wants it, and costs nothing otherwise.
 *
 * @param weights of the scan
 * @param scan with these weights
 * @param points of its inside
 */
public record ObservedScan(ScanWeights weights, SelectiveScan scan, ScanPoints points) {
    /** A scan by some kernels. */
    public static ObservedScan of(ScanWeights weights, Kernels kernels, ScanPoints points) {
        return new ObservedScan(weights, weights.scan(kernels), points);
    }

    /**
     * Scans what was selected.
     *
     * @param z gate, where the tokens stand, (images, tokens, D)
     * @return (images, tokens, D)
     */
    public NDArray apply(
            StateSpace.Selection in, Optional<ChannelRange> z, ScanTarget target, Probe probe) {
        offer(in, probe);
        return scan.apply(in.u(), in.delta(), in.b(), in.c(), z, target);
    }

    private void offer(StateSpace.Selection in, Probe probe) {
        boolean delta = probe.wants(points.delta().name());
        boolean state = probe.wants(points.state().name());
        boolean output = probe.wants(points.output().name());
        try (NDManager scope = in.u().getManager().newSubManager()) {
            Optional<ScanTrace> trace =
                    delta || state || output
                            ? Optional.of(ScanTrace.of(weights, in.u(), in.delta(), in.b(), in.c()))
                            : Optional.empty();
            if (delta) {
                probe.take(points.delta().name(), trace.orElseThrow().delta(scope));
            }
            probe.offer(points.b().name(), in.b().view());
            probe.offer(points.c().name(), in.c().view());
            if (state) {
                probe.take(points.state().name(), trace.orElseThrow().state(scope));
            }
            if (output) {
                probe.take(points.output().name(), trace.orElseThrow().output(scope));
            }
        }
    }
}
