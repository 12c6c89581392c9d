package org.mambascope.model.vmamba;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;

import org.mambascope.model.LinearSlot;
import org.mambascope.model.Probe;
import org.mambascope.model.layer.Norm;
import org.mambascope.model.layer.ScanPlans;
import org.mambascope.model.layer.SelectiveSsm;
import org.mambascope.tensor.ChannelRange;
import org.mambascope.tensor.DepthwiseConvolution;
import org.mambascope.tensor.Kernels;
import org.mambascope.tensor.cpu.thread.ThreadSharing;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The token mixer of VMamba ({@code SS2D} of the original): project, convolve, scan in every
 * direction and add, normalise, gate, project back.
 *
 * @param kernels run the directions
 * @param inProjection E → D, or 2D with a gate
 * @param gated whether the second half of the projection's output gates the scans
 * @param grid of the tokens
 * @param convolution with SiLU
 * @param directions of the scans
 * @param norm of their sum
 * @param outProjection D → E
 */
record Ss2d(
        Kernels kernels,
        LinearSlot inProjection,
        boolean gated,
        Grid grid,
        DepthwiseConvolution convolution,
        List<ScanDirection> directions,
        Norm norm,
        LinearSlot outProjection) {
    /** The same mixer over another grid. */
    Ss2d on(Grid other, ScanPlans plans) {
        return new Ss2d(
                kernels,
                inProjection.over(other.order(), plans.owner()),
                gated,
                other,
                convolution,
                directions.stream().map(direction -> direction.on(other, plans)).toList(),
                norm,
                outProjection.over(other.order(), plans.owner()));
    }

    /**
     * Mixes tokens.
     *
     * @param hidden (images, tokens, E)
     * @param stream to which the result is added, of the same shape
     */
    NDArray apply(NDArray hidden, NDArray stream, Probe probe) {
        NDArray projected = inProjection.apply(hidden, probe);
        if (!gated) {
            ChannelRange x = ChannelRange.whole(projected);
            return outProjection.applyOnto(stream, norm.apply(scans(x, probe)), probe);
        }
        int inner = Math.toIntExact(projected.getShape().get(2) / 2);
        NDArray y = norm.apply(scans(new ChannelRange(projected, 0, inner), probe));
        NDArray z = new ChannelRange(projected, inner, inner).view();
        NDArray gatedScans = y.mul(z.mul(Activation.sigmoid(z)));
        return outProjection.applyOnto(stream, gatedScans, probe);
    }

    private NDArray scans(ChannelRange x, Probe probe) {
        NDArray u = ThreadSharing.shared(convolution.apply(x, grid.rows(), grid.columns()));
        Sum sum = new Sum(u);
        probe.watch(
                kernels,
                directions.stream()
                        .<Supplier<Selected>>map(
                                direction ->
                                        () -> new Selected(direction, direction.select(u, probe)))
                        .toList(),
                sum::add);
        return sum.value.orElseThrow();
    }

    private record Selected(ScanDirection direction, SelectiveSsm.Selection selection) {}

    /** Of what the directions gave so far. */
    private static final class Sum {
        private final NDArray u;
        private Optional<NDArray> value = Optional.empty();

        Sum(NDArray u) {
            this.u = u;
        }

        /** Runs one direction and frees what it read. */
        void add(Selected selected) {
            NDManager block = u.getManager();
            try (NDManager scope = block.newSubManager()) {
                SelectiveSsm.Selection selection = selected.selection();
                selection.attach(scope, u);
                NDArray y = selected.direction().scan(selection, value);
                y.attach(block);
                value = Optional.of(y);
            }
        }
    }
}
