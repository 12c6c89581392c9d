package org.mambascope.experiment.search;

import org.mambascope.base.Progress;
import org.mambascope.quant.QuantisableModel;
import org.mambascope.quant.QuantisationObserver;
import org.mambascope.quant.QuantisationResult;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.QuantisationPlan;

import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Makes a plan's layers by a whole method, learning included.
 *
 * @param model the original, open to be quantised
 * @param plan whose bits are left open
 */
public record Conversion(QuantisableModel model, QuantisationPlan plan) {
    /** The method, for the user. */
    public String name() {
        return plan.method().words();
    }

    /**
     * Converts.
     *
     * @throws CancellationException if the user stops it
     */
    List<QuantisedLayer> convert(BitPlan bits, Progress progress) {
        QuantisationResult result =
                model.quantise(plan.with(bits), List.of(), progress, QuantisationObserver.NONE);
        if (!result.complete()) {
            throw new CancellationException("Cancelled.");
        }
        return result.layers();
    }
}
