package org.mambascope.model;

/**
 * Place of one quantisable linear layer in a model.
 *
 * @param name the original's module name, as {@code layers.4.mixer.out_proj}
 * @param block index of its block, counted from 0 through the whole model
 * @param kind its name inside the block, as {@code out_proj} or {@code fc1}: the rows of the map
 * @param role its place in the block
 * @param inputChannels channels that it reads (K)
 * @param outputChannels channels that it writes (N)
 * @param order patch at each position of its input
 * @param weight where its weight is in the original's state dict
 */
public record LayerSite(
        String name,
        int block,
        String kind,
        LayerRole role,
        int inputChannels,
        int outputChannels,
        TokenOrder order,
        WeightLocation weight) {
    /** A layer whose weight is a tensor of its own, {@code NAME.weight}. */
    public LayerSite(
            String name,
            int block,
            String kind,
            LayerRole role,
            int inputChannels,
            int outputChannels,
            TokenOrder order) {
        this(
                name,
                block,
                kind,
                role,
                inputChannels,
                outputChannels,
                order,
                WeightLocation.of(name));
    }

    /** The same layer where tokens come in another order. */
    public LayerSite over(TokenOrder other) {
        return new LayerSite(name, block, kind, role, inputChannels, outputChannels, other, weight);
    }

    /** The point at which a {@link Probe} sees what enters this layer. */
    public ObservationPoint input() {
        return new ObservationPoint(name + ".input", block, kind, inputChannels, order);
    }

    /** Returns true if a point belongs to this layer: its input or its matrix. */
    public boolean has(ObservationPoint point) {
        return point.block() == block && point.kind().equals(kind);
    }
}
