package org.mambascope.experiment.search;

import org.mambascope.quant.BitPlan;
import org.mambascope.quant.LayerTensors;
import org.mambascope.quant.QuantisedLayer;
import org.mambascope.quant.QuantisedSize;

import java.util.List;

/**
 * The size of the quantised file, in bytes.
 *
 * @param file that would be written
 */
public record FileSize(QuantisedSize file) implements PlanCost {
    @Override
    public double of(Candidate candidate) {
        double weights =
                (double) Float.BYTES
                        * candidate.site().inputChannels()
                        * candidate.site().outputChannels();
        boolean coded = candidate.bits().quantisesWeights();
        return (coded ? 0 : weights)
                + candidate.layer().map(LayerTensors::bytes).orElse(0L).doubleValue();
    }

    @Override
    public double whole(BitPlan bits, List<QuantisedLayer> layers) {
        return file.bytes(bits, layers);
    }
}
