package org.mambascope.model.vmamba;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.base.Problem;
import org.mambascope.model.LinearSlot;
import org.mambascope.model.ModelSummary;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.Probe;
import org.mambascope.model.TensorLayout;
import org.mambascope.model.VisualMamba;
import org.mambascope.model.Weights;

import java.util.List;
import java.util.Map;

/** VMamba and LocalVMamba ({@code VSSM} of the originals). */
final class VMamba implements VisualMamba {
    private final ModelSummary summary;
    private final Weights weights;
    private final PatchEmbedding embedding;
    private final List<Stage> stages;
    private final Classifier classifier;
    private final List<LinearSlot> slots;
    private final List<ObservationPoint> points;
    private final Map<String, TensorLayout> layouts;

    /**
     * The parts of a VMamba, as {@link VMambaBuilder} makes them.
     *
     * @param layouts of the original's tensors, by point
     */
    record Parts(
            PatchEmbedding embedding,
            List<Stage> stages,
            Classifier classifier,
            List<LinearSlot> slots,
            List<ObservationPoint> points,
            Map<String, TensorLayout> layouts) {}

    VMamba(ModelSummary summary, Weights weights, Parts parts) {
        this.summary = summary;
        this.weights = weights;
        embedding = parts.embedding();
        stages = List.copyOf(parts.stages());
        classifier = parts.classifier();
        slots = List.copyOf(parts.slots());
        points = List.copyOf(parts.points());
        layouts = Map.copyOf(parts.layouts());
    }

    @Override
    public NDArray forward(NDArray images, Probe probe) {
        requireSize(images.getShape());
        NDManager owner = images.getManager();
        try (NDManager pass = owner.newSubManager()) {
            pass.tempAttachAll(images);
            NDArray tokens = embedding.apply(images, probe);
            for (Stage stage : stages) {
                tokens = stage.apply(tokens, probe);
            }
            NDArray logits = classifier.apply(tokens, probe);
            logits.attach(owner);
            return logits;
        }
    }

    /** Orders of scans are laid out for one grid: another would be scanned in a wrong order. */
    private void requireSize(Shape images) {
        if (images.get(2) != summary.imageHeight() || images.get(3) != summary.imageWidth()) {
            throw new Problem(
                    "Expected images of %d × %d pixels, found %d × %d. Open the model for another size with imgsize."
                            .formatted(
                                    summary.imageWidth(),
                                    summary.imageHeight(),
                                    images.get(3),
                                    images.get(2)));
        }
    }

    @Override
    public ModelSummary summary() {
        return summary;
    }

    @Override
    public List<LinearSlot> slots() {
        return slots;
    }

    @Override
    public List<ObservationPoint> points() {
        return points;
    }

    @Override
    public TensorLayout layout(String point) {
        return layouts.getOrDefault(point, TensorLayout.TOKENS);
    }

    @Override
    public Map<String, NDArray> parameters() {
        return weights.taken();
    }

    @Override
    public Map<String, NDArray> leaves() {
        return weights.leaves();
    }

    @Override
    public NDManager manager() {
        return weights.manager();
    }

    @Override
    public void close() {
        weights.manager().close();
    }
}
