package org.mambascope.experiment.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import org.mambascope.base.Progress;
import org.mambascope.model.LinearLayer;
import org.mambascope.model.LinearSlot;
import org.mambascope.model.VisualMamba;
import org.mambascope.quant.BlockwiseQuantiser;
import org.mambascope.quant.QuantisationResult;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.layer.LayerSubstitution;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.QuantisationPlan;

import java.util.List;

/** W8A8 by a static method, calibrated on the benchmark's own images, as integers. */
final class IntegerVariant implements Variant {
    private final String precision;
    private final Method method;
    private int integerLayers;
    private String words;

    /**
     * A variant.
     *
     * @param precision its name
     * @param method that learns nothing
     */
    IntegerVariant(String precision, Method method) {
        this.precision = precision;
        this.method = method;
        words = precision;
    }

    @Override
    public String precision() {
        return precision;
    }

    @Override
    public String words() {
        return words;
    }

    @Override
    public int integerLayers() {
        return integerLayers;
    }

    @Override
    public List<LinearLayer> layers(VisualMamba network, NDArray images) {
        Shape shape = images.getShape();
        CalibrationSet set =
                new CalibrationSet(
                        "the benchmark's images",
                        Math.toIntExact(shape.get(0)),
                        Math.toIntExact(shape.get(2)),
                        Math.toIntExact(shape.get(3)),
                        images.toFloatArray());
        QuantisationResult result =
                BlockwiseQuantiser.search(
                        network,
                        set,
                        QuantisationPlan.of(method, BitPlan.uniform(8, 8)),
                        Progress.NONE);
        LayerSubstitution placed = LayerSubstitution.integers(network, result.layers());
        integerLayers = placed.integerLayers();
        words = placed.integerFacts();
        List<LinearLayer> layers = network.slots().stream().map(LinearSlot::current).toList();
        network.slots().forEach(slot -> slot.replace(slot.original()));
        return layers;
    }
}
