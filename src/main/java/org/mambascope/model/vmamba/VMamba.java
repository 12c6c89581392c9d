package org.mambascope.model.vmamba;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.base.Problem;
import org.mambascope.model.LinearSlot;
import org.mambascope.model.ModelBlock;
import org.mambascope.model.ModelSummary;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.Probe;
import org.mambascope.model.TensorLayout;
import org.mambascope.model.TokenStream;
import org.mambascope.model.VisualMamba;
import org.mambascope.model.architecture.StateDictLoader;
import org.mambascope.model.input.Colours;
import org.mambascope.tensor.Kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** VMamba and LocalVMamba ({@code VSSM} of the originals). */
final class VMamba implements VisualMamba {
    private final ModelSummary summary;
    private final int colours;
    private final StateDictLoader weights;
    private final PatchEmbedding embedding;
    private final List<Stage> stages;
    private final Classifier classifier;
    private final List<LinearSlot> slots;
    private final List<ModelBlock> blocks;
    private final List<ObservationPoint> points;
    private final List<ObservationPoint> scanPoints;
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
            List<ObservationPoint> scanPoints,
            Map<String, TensorLayout> layouts) {}

    /**
     * @param colours channels of the input
     */
    VMamba(ModelSummary summary, int colours, StateDictLoader weights, Parts parts) {
        this.summary = summary;
        this.colours = colours;
        this.weights = weights;
        embedding = parts.embedding();
        stages = List.copyOf(parts.stages());
        classifier = parts.classifier();
        slots = List.copyOf(parts.slots());
        blocks = steps(stages, slots);
        points = List.copyOf(parts.points());
        scanPoints = List.copyOf(parts.scanPoints());
        layouts = Map.copyOf(parts.layouts());
    }

    @Override
    public TokenStream embed(NDArray images, Probe probe) {
        requireSize(images.getShape());
        NDManager owner = images.getManager();
        try (NDManager scope = owner.newSubManager()) {
            scope.tempAttachAll(images);
            return TokenStream.of(embedding.apply(Colours.fitted(images, colours), probe))
                    .attach(owner);
        }
    }

    @Override
    public List<ModelBlock> blocks() {
        return blocks;
    }

    @Override
    public NDArray classify(TokenStream last, Probe probe) {
        NDManager owner = last.hidden().getManager();
        try (NDManager scope = owner.newSubManager()) {
            last.tempAttach(scope);
            NDArray tokens = stages.getLast().leave(last.hidden(), probe);
            NDArray logits = classifier.apply(tokens, probe);
            logits.attach(owner);
            return logits;
        }
    }

    /** A block after the way from the stage before, if it is the first of its stage. */
    private record Step(VssBlock block, Optional<Stage> left, List<LinearSlot> slots)
            implements ModelBlock {
        @Override
        public String name() {
            return block.name();
        }

        @Override
        public TokenStream apply(TokenStream in, Probe probe) {
            NDManager owner = in.hidden().getManager();
            try (NDManager scope = owner.newSubManager()) {
                in.tempAttach(scope);
                NDArray tokens =
                        left.map(stage -> stage.leave(in.hidden(), probe)).orElse(in.hidden());
                return TokenStream.of(block.apply(tokens, probe)).attach(owner);
            }
        }
    }

    private static List<ModelBlock> steps(List<Stage> stages, List<LinearSlot> slots) {
        List<ModelBlock> steps = new ArrayList<>();
        Optional<Stage> left = Optional.empty();
        for (Stage stage : stages) {
            for (VssBlock block : stage.blocks()) {
                int index = steps.size();
                List<LinearSlot> own =
                        slots.stream().filter(slot -> slot.site().block() == index).toList();
                steps.add(new Step(block, left, own));
                left = Optional.empty();
            }
            left = Optional.of(stage);
        }
        return List.copyOf(steps);
    }

    /** Orders of scans are laid out for one grid: another would be scanned in a wrong order. */
    private void requireSize(Shape images) {
        if (images.get(2) != summary.imageHeight() || images.get(3) != summary.imageWidth()) {
            throw new Problem(
                    "Expected images of %d × %d pixels, found %d × %d: open the model for another size with imgsize."
                            .formatted(
                                    summary.imageWidth(),
                                    summary.imageHeight(),
                                    images.get(3),
                                    images.get(2)));
        }
    }

    @Override
    public int colours() {
        return colours;
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
    public List<ObservationPoint> scanPoints() {
        return scanPoints;
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
    public Kernels kernels() {
        return classifier.kernels();
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
