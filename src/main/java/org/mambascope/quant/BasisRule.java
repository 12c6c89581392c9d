package org.mambascope.quant;

/** In which basis the input of a layer is quantised. */
public enum BasisRule {
    /** As it comes, or smoothed where the recipe smooths. */
    PLAIN,
    /** Rotated by a Hadamard matrix after that. */
    ROTATED,
    /**
     * Layer by layer whichever of these gives the smallest error of the layer's output: plain,
     * rotated, or rotated after every token position's mean is taken off.
     */
    CHOSEN
}
