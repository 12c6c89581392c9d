package org.mambascope.experiment.search;

import org.mambascope.base.Progress;
import org.mambascope.experiment.benchmark.LayerTimes;
import org.mambascope.experiment.benchmark.RunTime;
import org.mambascope.model.LayerSite;
import org.mambascope.model.VisualMamba;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.plan.BitPlan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Time of a batch on this machine, in milliseconds: the measured time of the whole model in
 * floating point, less the time saved by each quantised layer. Only layers with 8-bit weights and
 * static 8-bit inputs, which multiply integers, save anything; all others compute in floating
 * point, and rounding their inputs takes time on top.
 *
 * @param network that was measured
 * @param times of its layers
 */
public record Latency(VisualMamba network, LayerTimes times) implements PlanCost {
    private static final int ROUNDS = 20;

    /**
     * Measured times of a plan and, in turns with it, of the original model.
     *
     * @param original in floating point
     * @param plan with its layers in place
     * @param predictedFrom the original's time that predictions start from, which was measured
     *     earlier and on a busy machine may differ, in milliseconds
     */
    public record Measured(RunTime original, RunTime plan, double predictedFrom) {}

    @Override
    public double of(Candidate candidate) {
        return times.of(candidate.site(), candidate.layer());
    }

    @Override
    public double whole(BitPlan bits, List<QuantisedLayer> layers) {
        Map<String, QuantisedLayer> quantised = new HashMap<>();
        layers.forEach(layer -> quantised.put(layer.name(), layer));
        double whole = times.model();
        for (LayerSite site : network.layers()) {
            Optional<QuantisedLayer> layer = Optional.ofNullable(quantised.get(site.name()));
            whole -= times.of(site, Optional.empty()) - times.of(site, layer);
        }
        return whole;
    }

    /** Runs a plan. */
    public Measured measure(List<QuantisedLayer> layers, Progress progress) {
        List<RunTime> both =
                RunTime.measure(
                        network, List.of(List.of(), layers), times.batch(), ROUNDS, progress);
        return new Measured(both.get(0), both.get(1), times.model());
    }
}
