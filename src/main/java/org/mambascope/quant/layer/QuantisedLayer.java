package org.mambascope.quant.layer;

import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.range.ActivationParameters;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A quantised linear layer as numbers: y = Q(W s H) Q(Hᵀ(x / s − μ)) + W s μ + offset + b.
 *
 * @param name the original's module name
 * @param bits of weights and input
 * @param basis of the input
 * @param weights codes of the weights in that basis; empty if they stay in floating point
 * @param activations of the input in that basis
 * @param ofMeans outputs of the layer for each direction of the basis' means, r × N; empty where
 *     there is no mean. Not copied, not to be changed
 * @param offset per output (N), added to the original's bias; empty for none. Not copied, not to be
 *     changed
 */
public record QuantisedLayer(
        String name,
        LayerBits bits,
        InputBasis basis,
        Optional<WeightCodes> weights,
        ActivationParameters activations,
        Optional<float[]> ofMeans,
        Optional<float[]> offset) {
    public QuantisedLayer {
        if (weights.isPresent() != bits.quantisesWeights()
                || activations.quantises() != bits.quantisesActivations()) {
            throw new IllegalArgumentException("what is there does not go with " + bits);
        }
        if (weights.isEmpty() && (basis.mean().isPresent() || offset.isPresent())) {
            throw new IllegalArgumentException("floating weights go without means and offsets");
        }
        if (ofMeans.isPresent() != basis.mean().isPresent()) {
            throw new IllegalArgumentException("means go with what the layer makes of them");
        }
    }

    private static final LayerBits INTEGERS = new LayerBits(8, 8);

    /** A layer whose input is at most smoothed. */
    public QuantisedLayer(
            String name,
            LayerBits bits,
            Optional<float[]> smooth,
            Optional<WeightCodes> weights,
            ActivationParameters activations) {
        this(name, bits, InputBasis.smoothed(smooth), weights, activations);
    }

    /** A layer that adds nothing to its output. */
    QuantisedLayer(
            String name,
            LayerBits bits,
            InputBasis basis,
            Optional<WeightCodes> weights,
            ActivationParameters activations) {
        this(name, bits, basis, weights, activations, Optional.empty(), Optional.empty());
    }

    /**
     * Everything that is added to the original's output except its bias: N values, or where there
     * are means tokens × N; empty for nothing.
     */
    public Optional<float[]> added() {
        return ofMeans.map(outputs -> basis.mean().orElseThrow().product(outputs))
                .map(table -> offset.map(row -> sum(table, row)).orElse(table))
                .or(() -> offset);
    }

    /** Rows plus one row. */
    private static float[] sum(float[] rows, float[] row) {
        float[] sum = new float[rows.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = rows[i] + row[i % row.length];
        }
        return sum;
    }

    /**
     * Why it cannot be computed with: numbers that are not finite, or steps that are not above 0;
     * empty if it can.
     */
    public Optional<String> fault() {
        Map<String, float[]> above = new LinkedHashMap<>();
        Map<String, float[]> any = new LinkedHashMap<>();
        smooth().ifPresent(scales -> above.put("smoothing scales", scales));
        weights().ifPresent(codes -> above.put("weight steps", codes.steps()));
        switch (activations) {
            case ActivationParameters.Static(float[] steps, float[] zeros) -> {
                above.put("input steps", steps);
                any.put("zero points", zeros);
            }
            case ActivationParameters.Outliers(float[] steps) -> above.put("input steps", steps);
            case ActivationParameters.Dynamic() -> {}
            case ActivationParameters.None() -> {}
        }
        basis.axes().ifPresent(axes -> any.put("axes", axes));
        basis.mean().ifPresent(mean -> any.put("means", mean.table()));
        ofMeans.ifPresent(outputs -> any.put("outputs of means", outputs));
        offset.ifPresent(row -> any.put("offsets", row));
        any.putAll(above);
        for (Map.Entry<String, float[]> entry : any.entrySet()) {
            boolean positive = above.containsKey(entry.getKey());
            for (float value : entry.getValue()) {
                if (!Float.isFinite(value) || positive && value <= 0) {
                    return Optional.of(
                            "%s are not all %s (%s)"
                                    .formatted(
                                            entry.getKey(),
                                            positive ? "finite and above 0" : "finite",
                                            value));
                }
            }
        }
        return Optional.empty();
    }

    /** s per input channel; empty for none. */
    public Optional<float[]> smooth() {
        return basis.smooth();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QuantisedLayer layer
                && name.equals(layer.name)
                && bits.equals(layer.bits)
                && basis.equals(layer.basis)
                && weights.equals(layer.weights)
                && activations.equals(layer.activations)
                && Arrays.equals(ofMeans.orElse(null), layer.ofMeans.orElse(null))
                && Arrays.equals(offset.orElse(null), layer.offset.orElse(null));
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + weights.hashCode();
    }

    /**
     * Returns true if it multiplies integers where a device can: 8-bit weights and static 8-bit
     * steps. Fewer bits are computed in floating point everywhere.
     */
    public boolean canMultiplyIntegers() {
        return bits.equals(INTEGERS) && QuantisedLinear.suits(this);
    }
}
