package org.mambascope.quant.calibration;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.base.Progress;
import org.mambascope.model.LayerSite;
import org.mambascope.model.Probe;
import org.mambascope.model.VisualMamba;
import org.mambascope.model.logits.Logits;
import org.mambascope.quant.finite.Finite;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds the largest magnitude of every channel that enters a model's layers: PTQ4VM's act_scales.
 */
public final class ChannelAbsMax implements Probe {
    private static final int BATCH = 32;

    private final Map<String, LayerSite> sites = new LinkedHashMap<>();
    private final Map<String, float[]> maxima = new LinkedHashMap<>();

    private ChannelAbsMax(VisualMamba network) {
        for (LayerSite site : network.layers()) {
            sites.put(site.input().name(), site);
            maxima.put(site.name(), new float[site.inputChannels()]);
        }
    }

    /**
     * Runs the model as it is on all images; K values by the layer's name. Refuses what is not
     * finite.
     */
    public static Map<String, float[]> of(
            VisualMamba network, CalibrationSet set, Progress progress) {
        ChannelAbsMax probe = new ChannelAbsMax(network);
        int size = set.values().length / set.count();
        int notNumbers = 0;
        for (int first = 0; first < set.count(); first += BATCH) {
            progress.checkCancelled();
            progress.report(first, set.count(), "Looking at calibration images");
            int end = Math.min(set.count(), first + BATCH);
            float[] values = Arrays.copyOfRange(set.values(), first * size, end * size);
            try (NDManager scope = network.manager().newSubManager()) {
                NDArray logits =
                        network.forward(
                                scope.create(
                                        values,
                                        new Shape(end - first, 3, set.height(), set.width())),
                                probe);
                notNumbers += Logits.of(logits).notNumbers();
            }
        }
        Finite.requireAnswers(notNumbers, set.count());
        return Collections.unmodifiableMap(probe.maxima);
    }

    @Override
    public boolean wants(String point) {
        return sites.containsKey(point);
    }

    @Override
    public void take(String point, NDArray value) {
        float[] largest = maxima.get(sites.get(point).name());
        float[] values = value.toFloatArray();
        Finite.requireInput(sites.get(point).name(), values);
        for (int i = 0; i < values.length; i++) {
            int channel = i % largest.length;
            largest[channel] = Math.max(largest[channel], Math.abs(values[i]));
        }
    }
}
