package org.mambascope.quant.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import org.mambascope.model.LinearLayer;
import org.mambascope.model.TokenOrder;
import org.mambascope.tensor.ChannelRange;
import org.mambascope.tensor.Kernels;

import java.util.function.Supplier;

/**
 * A quantised layer with numbers of token positions, in a network that reads images of any size:
 * over another grid than the calibrated one its numbers are resampled.
 */
final class GridLinear implements LinearLayer {
    private final QuantisedLayer layer;
    private final TokenOrder calibrated;
    private final LinearLayer here;
    private final Supplier<FakeQuantLinear> simulated;
    private FakeQuantLinear shared;

    /**
     * A layer.
     *
     * @param calibrated order of the tokens that its numbers belong to
     * @param here for that order
     * @param simulated the same, of which layers over other grids share the weights
     */
    GridLinear(
            QuantisedLayer layer,
            TokenOrder calibrated,
            LinearLayer here,
            Supplier<FakeQuantLinear> simulated) {
        this.layer = layer;
        this.calibrated = calibrated;
        this.here = here;
        this.simulated = simulated;
    }

    @Override
    public LinearLayer over(TokenOrder order, NDManager owner) {
        if (order.equals(calibrated)) {
            return here;
        }
        if (shared == null) {
            shared = simulated.get();
        }
        return shared.with(TokenResampling.between(calibrated, order).of(layer), owner);
    }

    @Override
    public NDArray apply(NDArray x) {
        return here.apply(x);
    }

    @Override
    public NDArray apply(ChannelRange x) {
        return here.apply(x);
    }

    @Override
    public NDArray applyThenGelu(NDArray x, Kernels kernels) {
        return here.applyThenGelu(x, kernels);
    }

    @Override
    public NDArray applyOnto(NDArray stream, NDArray x, Kernels kernels) {
        return here.applyOnto(stream, x, kernels);
    }
}
