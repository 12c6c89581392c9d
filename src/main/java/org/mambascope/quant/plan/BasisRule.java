package org.mambascope.quant.plan;

import java.util.regex.Pattern;

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
     * By the layer's place: on its principal axes and then rotated where both could be folded into
     * neighbouring weights, which is where a norm or another projection comes before it; rotated
     * alone before a block's output; plain elsewhere.
     */
    PRINCIPAL;

    /** Layers behind a norm or another projection, and those that write a block's output. */
    private static final Pattern FOLDED = Pattern.compile(".*\\.(in_proj|fc1|dt_proj(_b|\\d+)?)");

    private static final Pattern OUTPUT = Pattern.compile(".*\\.(out_proj|fc2)");

    /** Returns true if axes and rotation could be folded into the operation before a layer. */
    public static boolean foldsAxes(String layer) {
        return FOLDED.matcher(layer).matches();
    }

    /** Returns true if a rotation alone could be folded. */
    public static boolean foldsRotation(String layer) {
        return OUTPUT.matcher(layer).matches();
    }
}
