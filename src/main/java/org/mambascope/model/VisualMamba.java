package org.mambascope.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.base.Problem;
import org.mambascope.image.DetectionPreprocessing;
import org.mambascope.image.Picture;
import org.mambascope.model.detection.Detections;
import org.mambascope.model.token.TensorLayout;
import org.mambascope.model.token.TokenStream;
import org.mambascope.tensor.Kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** A Visual Mamba, ready to run on one device. Not safe for use by several threads at once. */
public interface VisualMamba extends AutoCloseable {
    /** The model in a few figures. */
    ModelSummary summary();

    /** The places of its quantisable linear layers, in the order in which they run. */
    List<LinearSlot> slots();

    /** Places of its quantisable linear layers, in the order in which they run. */
    default List<LayerSite> layers() {
        return slots().stream().map(LinearSlot::site).toList();
    }

    /**
     * Every point that statistics can be made of, in the order in which a forward pass offers them:
     * inputs of the quantisable layers and outputs of the blocks, without {@link #scanPoints}.
     */
    List<ObservationPoint> points();

    /**
     * The inside of every scan, which only a probe that asks for it makes the model compute: {@link
     * ScanPoints#all} of one scan after the other.
     */
    default List<ObservationPoint> scanPoints() {
        return List.of();
    }

    /** Its learned tensors by their name in the weight file. */
    Map<String, NDArray> parameters();

    /** Tables in its weight file that are not learned, such as rotary angles. */
    default Map<String, NDArray> tables() {
        return Map.of();
    }

    /**
     * The tensors that a forward pass computes with: {@link #parameters}, of which stacked ones
     * come in parts, {@code NAME.0}, {@code NAME.1} …, that share their memory. Gradients are
     * theirs.
     */
    default Map<String, NDArray> leaves() {
        return parameters();
    }

    /**
     * Layout in the original code of the tensor at a point, either one of {@link #points} or
     * another that a probe is offered.
     */
    default TensorLayout layout(String point) {
        return TensorLayout.TOKENS;
    }

    /** Channels of the images that it reads: three colours, one for grey, or others for tensors. */
    default int colours() {
        return 3;
    }

    /** Kernels that it computes with. */
    Kernels kernels();

    /** Owner of the weights; its device is the model's. */
    NDManager manager();

    /**
     * Makes tokens of images.
     *
     * @param images (images, 3, height, width), normalised, on the model's device
     * @return owned by the manager of {@code images}
     */
    TokenStream embed(NDArray images, Probe probe);

    /** The blocks in the order in which they run. */
    List<ModelBlock> blocks();

    /** What it makes of its blocks' tokens: the answer of its task. */
    Head head();

    /**
     * This network over images of another size: the same weights, and the same layers in its slots.
     *
     * @return stays valid until a few other sizes were asked for, or this network is closed
     * @throws Problem if its tokens are bound to one size
     */
    default VisualMamba over(int height, int width) {
        ModelSummary summary = summary();
        if (height != summary.imageHeight() || width != summary.imageWidth()) {
            throw new Problem(
                    "Expected images of %d × %d pixels, found %d × %d: a %s reads one size."
                            .formatted(
                                    summary.imageWidth(),
                                    summary.imageHeight(),
                                    width,
                                    height,
                                    summary.family()));
        }
        return this;
    }

    /**
     * Runs images.
     *
     * @param images (images, 3, height, width), normalised, on the model's device
     * @param probe sees what passes on the way
     * @return the numbers that the answers are made of, a row for each image, owned by the manager
     *     of {@code images}: a classifier's logits, (images, classes); see {@link Head#outputs}
     */
    default NDArray forward(NDArray images, Probe probe) {
        return probe == Probe.NONE
                ? kernels().eachImage(images, some -> outputs(some, probe))
                : outputs(images, probe);
    }

    private NDArray outputs(NDArray images, Probe probe) {
        NDManager owner = images.getManager();
        Shape shape = images.getShape();
        try (NDManager pass = owner.newSubManager()) {
            NDArray input = images.duplicate();
            input.attach(pass);
            NDArray outputs =
                    head().outputs(
                                    through(input, probe, head()::reads),
                                    Math.toIntExact(shape.get(2)),
                                    Math.toIntExact(shape.get(3)),
                                    probe);
            outputs.attach(owner);
            return outputs;
        }
    }

    /**
     * Finds the objects of an image of any size.
     *
     * @param probe sees what passes on the way
     * @throws Problem if this network answers something else
     */
    default Detections detect(Picture picture, Probe probe) {
        if (!(head() instanceof DetectorHead detector)) {
            throw new Problem(
                    "Expected a model that detects objects, found a %s, which classifies: take a detector's file, with neck, rpn_head and roi_head beside the backbone."
                            .formatted(summary().family()));
        }
        DetectionPreprocessing.Input input = detector.input(picture);
        VisualMamba sized = over(input.height(), input.width());
        try (NDManager pass = manager().newSubManager()) {
            NDArray images =
                    pass.create(input.values(), new Shape(1, 3, input.height(), input.width()));
            probe.offer("input", images);
            return detector.detect(
                    sized.through(images, probe, detector::reads), input, picture, probe);
        }
    }

    /**
     * Runs the blocks.
     *
     * @param images may be freed
     * @param kept whether the stream after a block, by its index, is wanted
     * @return the streams that are wanted, and that after the last block as the last, owned by the
     *     manager of {@code images}
     */
    default List<TokenStream> through(NDArray images, Probe probe, IntPredicate kept) {
        List<TokenStream> wanted = new ArrayList<>();
        TokenStream stream = embed(images, probe);
        List<ModelBlock> blocks = blocks();
        for (int index = 0; index < blocks.size(); index++) {
            TokenStream next = blocks.get(index).apply(stream, probe);
            if (index == 0 || !kept.test(index - 1)) {
                stream.releaseAllBut(next);
            }
            if (kept.test(index) || index + 1 == blocks.size()) {
                wanted.add(next);
            }
            stream = next;
        }
        return wanted;
    }

    /** Frees the weights. */
    @Override
    void close();
}
