package org.mambascope.model.maskrcnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;

import org.mambascope.base.Problem;
import org.mambascope.model.Probe;
import org.mambascope.model.VisualMamba;
import org.mambascope.model.detection.box.Boxes;
import org.mambascope.model.vmamba.Grid;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What the parts of a Mask R-CNN say of several images of one size, of regions that the caller
 * chooses: how it learns. Gradients flow through all tensors.
 */
public final class BatchAnswers {
    /** Cells on each side of a mask. */
    public static final int MASK_SIDE = MaskHead.SIDE;

    private final MaskRcnn detector;
    private final List<ProposalHead.Answer> proposals;
    private final RegionFeatures features;

    BatchAnswers(MaskRcnn detector, List<Level> levels) {
        this.detector = detector;
        proposals = detector.proposalHead().answers(levels, Probe.NONE);
        features = detector.regions(levels);
    }

    /**
     * Asks a network.
     *
     * @param images (images, 3, height, width), normalised; may be freed
     * @throws Problem if it is no Mask R-CNN
     */
    public static BatchAnswers of(VisualMamba network, NDArray images) {
        if (!(network.head() instanceof MaskRcnn detector)) {
            throw new Problem(
                    "Expected a Mask R-CNN to learn to detect objects, found a %s: take a detector's weights."
                            .formatted(network.summary().family()));
        }
        int height = Math.toIntExact(images.getShape().get(2));
        int width = Math.toIntExact(images.getShape().get(3));
        return detector.answer(
                network.over(height, width).through(images, Probe.NONE, detector::reads),
                new Grid(height, width));
    }

    /** The anchors of an image, level by level. */
    public Boxes anchors() {
        return Boxes.concat(
                IntStream.range(0, proposals.size())
                        .mapToObj(
                                level ->
                                        detector.proposalHead()
                                                .anchors(level, proposals.get(level).grid()))
                        .toList());
    }

    /** Logits of the anchors, (images, anchors). */
    public NDArray objectness() {
        return joined(proposals.stream().map(ProposalHead.Answer::logits).toList(), 1).squeeze(2);
    }

    /** Offsets of the anchors, (images, anchors, 4). */
    public NDArray offsets() {
        return joined(proposals.stream().map(ProposalHead.Answer::offsets).toList(), Boxes.SIDES);
    }

    private static NDArray joined(List<NDArray> levels, int numbers) {
        return NDArrays.concat(
                new NDList(
                        levels.stream()
                                .map(level -> level.reshape(level.getShape().get(0), -1, numbers))
                                .toList()),
                1);
    }

    /**
     * Chooses proposals, through which no gradients flow.
     *
     * @param images sizes of the images without padding, in pixels
     */
    public List<Proposals> proposals(List<Grid> images) {
        return detector.proposalHead().propose(proposals, images);
    }

    /** Classes and better boxes of regions of each image, image by image. */
    public BoxAnswers boxes(List<Boxes> regions) {
        return detector.boxHead().answer(features.align(BoxHead.REGIONS, regions));
    }

    /**
     * Masks of regions of each image, image by image.
     *
     * @return logits, (regions, {@value #MASK_SIDE} · {@value #MASK_SIDE}, classes)
     */
    public NDArray masks(List<Boxes> regions) {
        return detector.maskHead().answer(features.align(MaskHead.REGIONS, regions));
    }
}
