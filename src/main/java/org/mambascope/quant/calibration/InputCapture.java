package org.mambascope.quant.calibration;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.model.LayerSite;
import org.mambascope.model.ModelBlock;
import org.mambascope.model.Probe;
import org.mambascope.model.token.TokenStream;
import org.mambascope.quant.range.CalibrationInput;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * Runs a block over all calibration images and hands out what enters its layers, a few layers at a
 * time, so that memory stays bounded whatever the block's width.
 */
public final class InputCapture implements Probe {
    /** Values held at once, 1 GB. */
    private static final long MOST_VALUES = 1L << 28;

    private record Pending(LayerSite site, int tokens, int images, float[] values) {}

    private final SequencedMap<String, Pending> pending = new LinkedHashMap<>();
    private int image;

    private InputCapture(List<LayerSite> sites, int images) {
        for (LayerSite site : sites) {
            int tokens = site.order().length();
            int size = Math.multiplyExact(Math.multiplyExact(tokens, images), site.inputChannels());
            pending.put(site.input().name(), new Pending(site, tokens, images, new float[size]));
        }
    }

    /**
     * Captures the inputs of some of a block's layers.
     *
     * @param in inputs of the block
     * @param sites layers to look at
     * @param consumer gets each layer's input once
     */
    public static void run(
            ModelBlock block,
            BlockActivations in,
            List<LayerSite> sites,
            Consumer<CalibrationInput> consumer) {
        int images = in.images();
        List<LayerSite> group = new ArrayList<>();
        long values = 0;
        for (LayerSite site : sites) {
            long size = (long) images * site.order().length() * site.inputChannels();
            if (values + size > MOST_VALUES && !group.isEmpty()) {
                new InputCapture(group, images).capture(block, in, consumer);
                group.clear();
                values = 0;
            }
            group.add(site);
            values += size;
        }
        if (!group.isEmpty()) {
            new InputCapture(group, images).capture(block, in, consumer);
        }
    }

    private void capture(
            ModelBlock block, BlockActivations in, Consumer<CalibrationInput> consumer) {
        for (TokenStream batch : in.batches()) {
            try (NDManager scope = in.manager().newSubManager()) {
                block.apply(BlockActivations.duplicate(batch, scope), this);
            }
            image += Math.toIntExact(batch.hidden().getShape().get(0));
        }
        while (!pending.isEmpty()) {
            // The consumer's alone, so that it is freed before the next layer's copies are made.
            Pending layer = pending.pollFirstEntry().getValue();
            consumer.accept(
                    new CalibrationInput(
                                    layer.site().name(),
                                    layer.tokens(),
                                    layer.site().inputChannels(),
                                    layer.values())
                            .requireFinite());
        }
    }

    @Override
    public boolean wants(String point) {
        return pending.containsKey(point);
    }

    @Override
    public void take(String point, NDArray value) {
        Pending layer = pending.get(point);
        Shape shape = value.getShape();
        int tokens = layer.tokens();
        int channels = layer.site().inputChannels();
        float[] values = value.toFloatArray();
        for (int i = 0; i < shape.get(0); i++) {
            for (int token = 0; token < tokens; token++) {
                System.arraycopy(
                        values,
                        (i * tokens + token) * channels,
                        layer.values(),
                        (token * layer.images() + image + i) * channels,
                        channels);
            }
        }
    }
}
