package org.mambascope.model.layer;

import org.mambascope.model.ObservationPoint;
import org.mambascope.model.TokenOrder;

import java.util.List;

/**
 * The inside of one scan as points, all in scan order.
 *
 * @param delta Δ after softplus, one channel for each of the scan's
 * @param b the input matrix B, one channel for each state
 * @param c the output matrix C, one channel for each state
 * @param state per channel the state h of the largest magnitude, with its sign
 * @param output y = C h + D u, before any gate
 */
public record ScanPoints(
        ObservationPoint delta,
        ObservationPoint b,
        ObservationPoint c,
        ObservationPoint state,
        ObservationPoint output) {
    /**
     * The points of a scan.
     *
     * @param prefix of its mixer's names, as {@code layers.4.mixer.}
     * @param suffix that tells it from the mixer's other scans, as {@code _b}; may be empty
     */
    public static ScanPoints of(
            String prefix, String suffix, int block, int channels, int states, TokenOrder order) {
        return new ScanPoints(
                point(prefix, suffix, "delta", block, channels, order),
                point(prefix, suffix, "B", block, states, order),
                point(prefix, suffix, "C", block, states, order),
                point(prefix, suffix, "h", block, channels, order),
                point(prefix, suffix, "y", block, channels, order));
    }

    private static ObservationPoint point(
            String prefix, String suffix, String what, int block, int channels, TokenOrder order) {
        return new ObservationPoint(
                prefix + "scan" + suffix + "." + what, block, what + suffix, channels, order);
    }

    /** All of them, in the order of the definition. */
    public List<ObservationPoint> all() {
        return List.of(delta, b, c, state, output);
    }

    /** Points whose values are computed only when a probe asks for them. */
    List<ObservationPoint> traced() {
        return List.of(delta, state, output);
    }
}
