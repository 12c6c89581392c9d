package org.mambascope.activation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import org.mambascope.model.ClassifierHead;
import org.mambascope.model.Head;
import org.mambascope.model.LinearSlot;
import org.mambascope.model.ModelBlock;
import org.mambascope.model.ModelSummary;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.Probe;
import org.mambascope.model.TokenOrder;
import org.mambascope.model.VisualMamba;
import org.mambascope.model.token.TokenStream;
import org.mambascope.tensor.Kernels;
import org.mambascope.tensor.dispatch.KernelSelection;

import java.util.List;
import java.util.Map;

/**
 * A network whose values are easily foreseen: tokens are the rows of a 4 × 5 image, channels its
 * columns; block 0 reads the red image, block 1 twice the green one; logits are the three colours'
 * sums.
 */
final class SmallMamba implements VisualMamba {
    static final int TOKENS = 4;
    static final int CHANNELS = 5;
    static final int IMAGE = 3 * TOKENS * CHANNELS;

    private final NDManager manager = NDManager.newBaseManager();

    @Override
    public ModelSummary summary() {
        return new ModelSummary("Small", "made for tests", 0, 4, 5, 1, 4, 2, 5, 1, 3);
    }

    @Override
    public List<LinearSlot> slots() {
        return List.of();
    }

    @Override
    public List<ObservationPoint> points() {
        TokenOrder order = TokenOrder.rowMajor(TOKENS, 1);
        return List.of(
                new ObservationPoint("layers.0.in_proj.input", 0, "in_proj", CHANNELS, order),
                new ObservationPoint("layers.1.in_proj.input", 1, "in_proj", CHANNELS, order));
    }

    @Override
    public Map<String, NDArray> parameters() {
        return Map.of();
    }

    @Override
    public Kernels kernels() {
        return KernelSelection.on(manager);
    }

    @Override
    public NDManager manager() {
        return manager;
    }

    @Override
    public TokenStream embed(NDArray images, Probe probe) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ModelBlock> blocks() {
        return List.of();
    }

    @Override
    public Head head() {
        return (ClassifierHead)
                (_, _) -> {
                    throw new UnsupportedOperationException();
                };
    }

    @Override
    public NDArray forward(NDArray images, Probe probe) {
        offer(probe, "layers.0.in_proj.input", images.get(":, 0"));
        offer(probe, "layers.1.in_proj.input", images.get(":, 1").mul(2));
        return images.sum(new int[] {2, 3});
    }

    private static void offer(Probe probe, String point, NDArray value) {
        if (probe.wants(point)) {
            probe.take(point, value);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
