package org.mambascope.quant.plan;

/** In which basis the input of a layer is quantised. */
public enum BasisRule {
    /** As it comes, or smoothed where the recipe smooths. */
    PLAIN,
    /** Rotated by a Hadamard matrix after that. */
    ROTATED,
    /** Layer by layer whichever of these two gives the smaller error of the layer's output. */
    ROTATED_WHERE_BETTER,
    /**
     * As {@link #ROTATED_WHERE_BETTER}, or rotated after every token position's mean is taken off.
     */
    CHOSEN,
    /**
     * By the layer's {@link org.mambascope.model.LayerRole}: on its principal axes and then rotated
     * where both could be folded into neighbouring weights, which is where a norm or another
     * projection comes before it; rotated alone before a block's output; plain elsewhere.
     */
    PRINCIPAL
}
