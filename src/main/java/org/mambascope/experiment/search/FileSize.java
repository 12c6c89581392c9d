package org.mambascope.experiment.search;

import org.mambascope.quant.file.QuantisedFileSize;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LayerBits;

import java.util.List;

/**
 * The size of the quantised file, in bytes. A layer's share is the size of its weights in floating
 * point plus the change of the file's size when this layer alone is quantised, with all that the
 * file records of it.
 */
public final class FileSize implements PlanCost {

    private final QuantisedFileSize file;
    private final long unquantised;

    /**
     * Of a file.
     *
     * @param file that would be written
     */
    public FileSize(QuantisedFileSize file) {
        this.file = file;
        this.unquantised = file.bytes(BitPlan.FLOATING, List.of());
    }

    @Override
    public double of(Candidate candidate) {
        double weights =
                (double) Float.BYTES
                        * candidate.site().inputChannels()
                        * candidate.site().outputChannels();
        return weights
                + candidate
                        .layer()
                        .map(layer -> alone(layer, candidate.bits()) - unquantised)
                        .orElse(0L);
    }

    private long alone(QuantisedLayer layer, LayerBits bits) {
        return file.bytes(BitPlan.FLOATING.with(layer.name(), bits), List.of(layer));
    }

    @Override
    public double whole(BitPlan bits, List<QuantisedLayer> layers) {
        return file.bytes(bits, layers);
    }
}
