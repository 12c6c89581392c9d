package org.mambascope.training.detection;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.image.DetectionPreprocessing;
import org.mambascope.model.VisualMamba;
import org.mambascope.model.detection.box.Boxes;
import org.mambascope.model.maskrcnn.BatchAnswers;
import org.mambascope.model.maskrcnn.Proposals;
import org.mambascope.model.vmamba.Grid;
import org.mambascope.training.LearningBatch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Images with objects; the loss is the sum of mmdetection's five, each of weight 1.
 *
 * @param anchors sampler of the region proposal network's
 * @param regions sampler of the heads'
 * @param seed of the samples
 */
record DetectionBatch(
        List<DetectionExample> examples, RandomSampler anchors, RandomSampler regions, long seed)
        implements LearningBatch {
    DetectionBatch {
        examples = List.copyOf(examples);
    }

    @Override
    public int size() {
        return examples.size();
    }

    @Override
    public Loss loss(VisualMamba network, NDManager scope) {
        BatchAnswers answers = BatchAnswers.of(network, images(scope));
        List<RegionTargets> targets = targets(answers);
        DetectionLosses losses = new DetectionLosses(scope);
        Map<String, NDArray> parts = new LinkedHashMap<>();
        parts.putAll(
                losses.proposals(
                        answers,
                        AnchorTargets.of(
                                answers.anchors(), examples, anchors, new SplittableRandom(seed))));
        parts.putAll(losses.boxes(answers, examples, targets));
        parts.putAll(losses.masks(answers, examples, targets));
        Map<String, Double> figures = new LinkedHashMap<>();
        parts.forEach((name, part) -> figures.put(name, (double) part.getFloat()));
        return new Loss(parts.values().stream().reduce(NDArray::add).orElseThrow(), figures);
    }

    private List<RegionTargets> targets(BatchAnswers answers) {
        List<Proposals> proposals =
                answers.proposals(
                        examples.stream()
                                .map(
                                        example ->
                                                new Grid(
                                                        example.input().image().height(),
                                                        example.input().image().width()))
                                .toList());
        return IntStream.range(0, examples.size())
                .mapToObj(
                        image -> {
                            Boxes boxes = proposals.get(image).boxes();
                            return RegionTargets.of(
                                    boxes,
                                    examples.get(image),
                                    regions,
                                    new SplittableRandom(seed + image + 1));
                        })
                .toList();
    }

    /** The inputs in the upper left of a canvas that has room for the largest. */
    private NDArray images(NDManager scope) {
        int height = examples.stream().mapToInt(each -> each.input().height()).max().orElseThrow();
        int width = examples.stream().mapToInt(each -> each.input().width()).max().orElseThrow();
        float[] values = new float[Math.multiplyExact(3 * examples.size(), height * width)];
        for (int image = 0; image < examples.size(); image++) {
            DetectionPreprocessing.Input input = examples.get(image).input();
            for (int line = 0; line < 3 * input.height(); line++) {
                int colour = line / input.height();
                int row = line % input.height();
                System.arraycopy(
                        input.values(),
                        line * input.width(),
                        values,
                        ((3 * image + colour) * height + row) * width,
                        input.width());
            }
        }
        return scope.create(values, new Shape(examples.size(), 3, height, width));
    }
}
