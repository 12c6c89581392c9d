package org.mambascope.experiment.search;

import org.mambascope.model.LayerSite;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LayerBits;

import java.util.List;

/**
 * Bit operations of all quantisable layers for one image: a multiplication counts as the product of
 * its factors' bits (Wang et al. 2019, HAQ), floating point as 32.
 *
 * @param sites all quantisable layers
 */
public record BitOperations(List<LayerSite> sites) implements PlanCost {
    private static final int FLOATING = 32;

    public BitOperations {
        sites = List.copyOf(sites);
    }

    @Override
    public double of(Candidate candidate) {
        return of(candidate.site(), candidate.bits());
    }

    @Override
    public double whole(BitPlan bits, List<QuantisedLayer> layers) {
        return of(bits);
    }

    /** Of a plan. */
    public double of(BitPlan bits) {
        return sites.stream().mapToDouble(site -> of(site, bits.of(site.name()))).sum();
    }

    private static double of(LayerSite site, LayerBits bits) {
        return (double) site.order().length()
                * site.inputChannels()
                * site.outputChannels()
                * width(bits.weight())
                * width(bits.activation());
    }

    private static int width(int bits) {
        return bits == LayerBits.OFF ? FLOATING : bits;
    }
}
