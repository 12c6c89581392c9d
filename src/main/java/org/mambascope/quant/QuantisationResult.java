package org.mambascope.quant;

import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.learning.BlockReport;

import java.util.List;

/**
 * Result of a quantisation.
 *
 * @param layers in the order in which they run; layers that stay in floating point are left out
 * @param blocks reports of learning; empty if nothing was learned
 * @param complete whether all blocks were done; if not, the others stay in floating point
 * @param seconds that it took
 */
public record QuantisationResult(
        List<QuantisedLayer> layers, List<BlockReport> blocks, boolean complete, double seconds) {
    public QuantisationResult {
        layers = List.copyOf(layers);
        blocks = List.copyOf(blocks);
    }
}
