package org.mambascope.quant.estimate;

import ai.djl.ndarray.NDManager;

import org.mambascope.base.Progress;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LinearSlot;
import org.mambascope.model.ModelBlock;
import org.mambascope.model.VisualMamba;
import org.mambascope.quant.calibration.BlockActivations;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.calibration.InputCapture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes samples of a model's layers. */
public final class LayerSamples {
    /** Images that are run at once. */
    private static final int BATCH = 8;

    /** Values that enter the largest layer, about. */
    private static final int VALUES = 1 << 20;

    private static final int FEWEST_IMAGES = 4;
    private static final int MOST_IMAGES = 64;

    private LayerSamples() {}

    /** Number of images that samples are taken of: fewer of a larger model. */
    public static int images(List<LayerSite> layers) {
        int largest =
                layers.stream()
                        .mapToInt(site -> site.order().length() * site.inputChannels())
                        .max()
                        .orElse(1);
        return Math.clamp(VALUES / largest, FEWEST_IMAGES, MOST_IMAGES);
    }

    /**
     * Runs the model on images.
     *
     * @param set images, in the model's size
     * @return of every quantisable layer, in the order in which they run
     */
    public static List<LayerSample> take(
            VisualMamba network, CalibrationSet set, Progress progress) {
        List<LayerSample> samples = new ArrayList<>();
        List<ModelBlock> blocks = network.blocks();
        BlockActivations streams = BlockActivations.embed(network, set, BATCH);
        try {
            for (ModelBlock block : blocks) {
                progress.report(samples.size(), network.layers().size(), block.name());
                progress.checkCancelled();
                samples.addAll(block(block, streams, network.manager()));
                BlockActivations next = streams.through(block);
                streams.close();
                streams = next;
            }
        } finally {
            streams.close();
        }
        return samples;
    }

    private static List<LayerSample> block(ModelBlock block, BlockActivations in, NDManager owner) {
        Map<String, LinearSlot> slots = new LinkedHashMap<>();
        block.slots().forEach(slot -> slots.put(slot.site().name(), slot));
        List<LayerSample> samples = new ArrayList<>();
        InputCapture.run(
                block,
                in,
                block.slots().stream().map(LinearSlot::site).toList(),
                input -> {
                    LinearSlot slot = slots.get(input.layer());
                    samples.add(
                            new LayerSample(
                                    slot.site(),
                                    input,
                                    slot.original().weight().toFloatArray(),
                                    owner));
                });
        return samples;
    }
}
