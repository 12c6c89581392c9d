package org.mambascope.experiment.search;

import org.mambascope.model.LayerSite;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.plan.LayerBits;

import java.util.Optional;

/**
 * A layer at one of the widths that are offered.
 *
 * @param site place of the layer
 * @param bits of its weights and input
 * @param layer quantised at this width; empty for floating point
 */
public record Candidate(LayerSite site, LayerBits bits, Optional<QuantisedLayer> layer) {}
