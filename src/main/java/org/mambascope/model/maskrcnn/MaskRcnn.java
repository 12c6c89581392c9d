package org.mambascope.model.maskrcnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import org.mambascope.image.DetectionPreprocessing;
import org.mambascope.image.Picture;
import org.mambascope.image.mask.BinaryMask;
import org.mambascope.model.DetectorHead;
import org.mambascope.model.Probe;
import org.mambascope.model.detection.Detections;
import org.mambascope.model.detection.box.AnchorGrid;
import org.mambascope.model.detection.box.Boxes;
import org.mambascope.model.detection.box.MaskPaste;
import org.mambascope.model.layer.Norm;
import org.mambascope.model.token.TokenStream;
import org.mambascope.model.vmamba.Grid;
import org.mambascope.model.vmamba.VMambaConfiguration;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Mask R-CNN over the stages of a VMamba ({@code MaskRCNN} and {@code MM_VSSM}). Proposals and
 * detections are chosen in pixels of the input; boxes are brought to the image's own pixels after
 * the mask head has read them.
 *
 * @param backbone whose stages are read
 * @param norms of the stages, {@code outnorm0} …
 */
record MaskRcnn(
        VMambaConfiguration backbone,
        List<Norm> norms,
        FeaturePyramid pyramid,
        ProposalHead proposalHead,
        BoxHead boxHead,
        MaskHead maskHead,
        DetectionSettings settings)
        implements DetectorHead {
    @Override
    public DetectionPreprocessing preprocessing() {
        return settings.preprocessing();
    }

    @Override
    public DetectionPreprocessing.Input input(Picture picture) {
        return settings.input(picture);
    }

    @Override
    public boolean reads(int block) {
        return backbone.endsStage(block);
    }

    @Override
    public Detections detect(
            List<TokenStream> streams,
            DetectionPreprocessing.Input input,
            Picture picture,
            Probe probe) {
        NDManager owner = streams.getFirst().hidden().getManager();
        List<Level> levels = levels(streams, new Grid(input.height(), input.width()), probe);
        int width = input.image().width();
        int height = input.image().height();
        Proposals proposals =
                proposalHead
                        .propose(
                                proposalHead.answers(levels, probe),
                                List.of(new Grid(height, width)))
                        .getFirst();
        offer(proposals, owner, probe);
        if (proposals.scores().length == 0) {
            return Detections.NONE;
        }
        RegionFeatures features = regions(levels);
        BoxAnswers answer = boxHead.answer(features.align(BoxHead.REGIONS, proposals.boxes()));
        BoxHead.Found found = boxHead.find(answer, proposals.boxes(), width, height, probe);
        offer(found, owner, probe);
        if (found.labels().length == 0) {
            return Detections.NONE;
        }
        NDArray logits = maskHead.answer(features.align(MaskHead.REGIONS, found.boxes()));
        Detections detections =
                pasted(
                        found,
                        MaskHead.probabilities(logits, found.labels()),
                        input,
                        picture,
                        probe,
                        owner);
        offer(detections, owner, probe);
        return detections;
    }

    @Override
    public NDArray outputs(List<TokenStream> streams, int height, int width, Probe probe) {
        List<Level> levels = levels(streams, new Grid(height, width), probe);
        NDList logits = new NDList();
        for (ProposalHead.Answer answer : proposalHead.answers(levels, probe)) {
            logits.add(answer.logits().flatten(1, 2));
        }
        return NDArrays.concat(logits, 1);
    }

    /**
     * Asks about images, for learning.
     *
     * @param streams after the blocks that it reads
     * @param input size of all images, in pixels
     */
    BatchAnswers answer(List<TokenStream> streams, Grid input) {
        return new BatchAnswers(this, levels(streams, input, Probe.NONE));
    }

    /** The levels from which the features of regions are taken. */
    RegionFeatures regions(List<Level> levels) {
        List<Integer> strides =
                proposalHead.anchors().stream()
                        .limit(norms.size())
                        .map(AnchorGrid::stride)
                        .toList();
        return RegionFeatures.of(pyramid.kernels(), levels.subList(0, norms.size()), strides);
    }

    private List<Level> levels(List<TokenStream> streams, Grid input, Probe probe) {
        List<Grid> grids = backbone.grids(input);
        List<NDArray> stages =
                IntStream.range(0, norms.size())
                        .mapToObj(i -> norms.get(i).apply(streams.get(i).hidden()))
                        .toList();
        for (int stage = 0; stage < stages.size(); stage++) {
            Level level = new Level(stages.get(stage), grids.get(stage));
            probe.offer("outnorm" + stage, level::planes);
        }
        return pyramid.apply(stages, grids, probe);
    }

    private static Detections pasted(
            BoxHead.Found found,
            float[][] masks,
            DetectionPreprocessing.Input input,
            Picture picture,
            Probe probe,
            NDManager owner) {
        probe.offer(
                "mask_prob",
                () -> owner.create(masks).reshape(masks.length, MaskHead.SIDE, MaskHead.SIDE));
        Boxes boxes = found.boxes().dividedBy((float) input.factorX(), (float) input.factorY());
        MaskPaste paste = new MaskPaste(picture.width(), picture.height());
        List<BinaryMask> pixels =
                IntStream.range(0, masks.length)
                        .parallel()
                        .mapToObj(i -> paste.paste(masks[i], boxes, i))
                        .toList();
        return new Detections(boxes, found.scores(), found.labels(), pixels);
    }

    private static void offer(Proposals proposals, NDManager owner, Probe probe) {
        probe.offer("proposals", () -> table(proposals.boxes(), owner));
        probe.offer("proposal_scores", () -> owner.create(proposals.scores()));
        probe.offer("proposal_levels", () -> owner.create(proposals.levels()));
    }

    private static void offer(BoxHead.Found found, NDManager owner, Probe probe) {
        probe.offer("det_scores", () -> owner.create(found.scores()));
        probe.offer("det_labels", () -> owner.create(found.labels()));
        probe.offer("det_boxes_resized", () -> table(found.boxes(), owner));
    }

    private static void offer(Detections detections, NDManager owner, Probe probe) {
        probe.offer("det_boxes", () -> table(detections.boxes(), owner));
        probe.offer("masks", () -> stacked(detections.masks(), owner));
    }

    private static NDArray table(Boxes boxes, NDManager owner) {
        return owner.create(boxes.toArray(), new Shape(boxes.count(), Boxes.SIDES));
    }

    private static NDArray stacked(List<BinaryMask> masks, NDManager owner) {
        int width = masks.getFirst().width();
        int height = masks.getFirst().height();
        byte[] pixels = new byte[Math.multiplyExact(masks.size(), width * height)];
        for (int mask = 0; mask < masks.size(); mask++) {
            int first = mask * width * height;
            masks.get(mask).pixels().stream().forEach(pixel -> pixels[first + pixel] = 1);
        }
        return owner.create(
                ByteBuffer.wrap(pixels), new Shape(masks.size(), height, width), DataType.UINT8);
    }
}
