package org.mambascope.model.maskrcnn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

import org.mambascope.model.FloatingLinear;
import org.mambascope.model.Probe;
import org.mambascope.model.detection.box.AnchorGrid;
import org.mambascope.model.detection.box.BoxDecoder;
import org.mambascope.model.detection.box.Boxes;
import org.mambascope.model.detection.box.DescendingOrder;
import org.mambascope.model.detection.box.NonMaximumSuppression;
import org.mambascope.model.vmamba.Grid;
import org.mambascope.tensor.PatchConvolution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Region proposal network ({@code RPNHead} of mmdetection), one for all levels of the pyramid.
 *
 * @param convolution of 3 × 3
 * @param objectness one logit for each anchor of a place
 * @param offsets four numbers for each anchor of a place
 */
record ProposalHead(
        PatchConvolution convolution,
        FloatingLinear objectness,
        FloatingLinear offsets,
        List<AnchorGrid> anchors,
        DetectionSettings settings) {
    /**
     * What it says of one level.
     *
     * @param logits (images, places, anchors)
     * @param offsets (images, places, 4 · anchors)
     */
    record Answer(NDArray logits, NDArray offsets, Grid grid) {}

    /** Candidates of one level. */
    private record Candidates(Boxes boxes, float[] scores) {}

    /** Asks about every anchor of the levels. */
    List<Answer> answers(List<Level> levels, Probe probe) {
        List<Answer> answers = new ArrayList<>();
        for (Level level : levels) {
            Grid grid = level.grid();
            NDArray hidden =
                    Activation.relu(
                            convolution.ofTokens(level.tokens(), grid.rows(), grid.columns()));
            Answer answer = new Answer(objectness.apply(hidden), offsets.apply(hidden), grid);
            String number = String.valueOf(answers.size());
            probe.offer("rpn_cls" + number, () -> Level.planes(answer.logits(), grid));
            probe.offer("rpn_reg" + number, () -> Level.planes(answer.offsets(), grid));
            answers.add(answer);
        }
        return answers;
    }

    /**
     * Chooses the proposals of each image.
     *
     * @param images their sizes in the input, without padding, in pixels
     */
    List<Proposals> propose(List<Answer> answers, List<Grid> images) {
        List<float[]> logits = answers.stream().map(a -> a.logits().toFloatArray()).toList();
        List<float[]> offsets = answers.stream().map(a -> a.offsets().toFloatArray()).toList();
        return IntStream.range(0, images.size())
                .parallel()
                .mapToObj(
                        image -> {
                            List<Candidates> all = new ArrayList<>();
                            for (int level = 0; level < answers.size(); level++) {
                                all.add(
                                        candidates(
                                                part(logits.get(level), image, images.size()),
                                                part(offsets.get(level), image, images.size()),
                                                anchors(level, answers.get(level).grid()),
                                                images.get(image)));
                            }
                            return choose(all);
                        })
                .toList();
    }

    /** The anchors of a level over a grid. */
    Boxes anchors(int level, Grid grid) {
        return anchors.get(level).anchors(grid.rows(), grid.columns());
    }

    private static float[] part(float[] values, int image, int images) {
        int size = values.length / images;
        return Arrays.copyOfRange(values, image * size, (image + 1) * size);
    }

    private Proposals choose(List<Candidates> all) {
        Boxes boxes = Boxes.concat(all.stream().map(Candidates::boxes).toList());
        float[] scores = new float[boxes.count()];
        int[] levels = new int[boxes.count()];
        int at = 0;
        for (int level = 0; level < all.size(); level++) {
            float[] own = all.get(level).scores();
            System.arraycopy(own, 0, scores, at, own.length);
            Arrays.fill(levels, at, at + own.length, level);
            at += own.length;
        }
        int[] large = Selection.large(boxes);
        int[] kept =
                new NonMaximumSuppression(settings.proposalOverlap())
                        .keep(
                                boxes.select(large),
                                Selection.of(scores, large),
                                Selection.of(levels, large));
        int[] chosen = Arrays.stream(kept).limit(settings.proposals()).map(i -> large[i]).toArray();
        return new Proposals(
                boxes.select(chosen), Selection.of(scores, chosen), Selection.of(levels, chosen));
    }

    private Candidates candidates(float[] logits, float[] all, Boxes anchors, Grid image) {
        float[] scores = new float[logits.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) (1 / (1 + Math.exp(-logits[i])));
        }
        int[] best =
                scores.length > settings.candidates()
                        ? DescendingOrder.first(scores, settings.candidates())
                        : IntStream.range(0, scores.length).toArray();
        float[] own = new float[Boxes.SIDES * best.length];
        for (int i = 0; i < best.length; i++) {
            System.arraycopy(all, Boxes.SIDES * best[i], own, Boxes.SIDES * i, Boxes.SIDES);
        }
        Boxes boxes =
                BoxDecoder.RPN.decode(anchors.select(best), own, image.columns(), image.rows());
        return new Candidates(boxes, Selection.of(scores, best));
    }
}
