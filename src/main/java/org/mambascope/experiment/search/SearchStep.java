package org.mambascope.experiment.search;

import org.mambascope.quant.LayerBits;

/**
 * A step of a search: one layer goes to other bits.
 *
 * @param layer its name
 * @param from bits before
 * @param to bits after
 * @param cost of the whole plan after it, in the budget's unit
 * @param predicted SQNR of the logits after it in dB, if the layers' errors are independent
 */
public record SearchStep(
        String layer, LayerBits from, LayerBits to, double cost, double predicted) {}
