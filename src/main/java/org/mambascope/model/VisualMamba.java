package org.mambascope.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import org.mambascope.tensor.Kernels;

import java.util.List;
import java.util.Map;

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

    /**
     * Makes logits of what the last block gave.
     *
     * @return (images, classes), owned by the manager of {@code last}
     */
    NDArray classify(TokenStream last, Probe probe);

    /**
     * Classifies images.
     *
     * @param images (images, 3, height, width), normalised, on the model's device
     * @param probe sees what passes on the way
     * @return logits (images, classes), owned by the manager of {@code images}
     */
    default NDArray forward(NDArray images, Probe probe) {
        return probe == Probe.NONE
                ? kernels().eachImage(images, some -> pass(some, probe))
                : pass(images, probe);
    }

    private NDArray pass(NDArray images, Probe probe) {
        NDManager owner = images.getManager();
        try (NDManager pass = owner.newSubManager()) {
            NDArray input = images.duplicate();
            input.attach(pass);
            TokenStream stream = embed(input, probe);
            for (ModelBlock block : blocks()) {
                TokenStream next = block.apply(stream, probe);
                stream.releaseAllBut(next);
                stream = next;
            }
            NDArray logits = classify(stream, probe);
            logits.attach(owner);
            return logits;
        }
    }

    /** Frees the weights. */
    @Override
    void close();
}
