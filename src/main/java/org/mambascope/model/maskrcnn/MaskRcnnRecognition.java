package org.mambascope.model.maskrcnn;

import org.mambascope.base.Problem;
import org.mambascope.image.DetectionPreprocessing;
import org.mambascope.model.Assumption;
import org.mambascope.model.architecture.ConstructorArguments;
import org.mambascope.model.architecture.WeightShapes;
import org.mambascope.model.argument.Constructor;
import org.mambascope.model.argument.SizeLimit;
import org.mambascope.model.vmamba.Grid;
import org.mambascope.model.vmamba.VMambaBackbone;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Recognises a Mask R-CNN from its weights, its configuration and what the user says. */
final class MaskRcnnRecognition {
    private static final String LAST_WEIGHT = "roi_head.mask_head.conv_logits.weight";
    private static final String CLASSES = "roi_head.bbox_head.fc_cls.weight";
    private static final int MOST = 10_000;

    /** A weight of each part besides the backbone. */
    private static final List<String> PARTS =
            List.of(
                    "neck.fpn_convs.0.conv.weight",
                    "rpn_head.rpn_conv.weight",
                    CLASSES,
                    LAST_WEIGHT);

    /**
     * Arguments of {@code MM_VSSM}, and of {@code test_cfg}, {@code test_pipeline} and {@code
     * data_preprocessor} by names of our own.
     */
    static final Constructor CONSTRUCTOR =
            new Constructor(
                    "maskrcnn",
                    "Mask R-CNN",
                    VMambaBackbone.argumentsAnd(
                            "scale",
                            "canvas",
                            "mean",
                            "std",
                            "pad",
                            "strides",
                            "anchor_scale",
                            "ratios",
                            "rpn_pre",
                            "rpn_nms",
                            "rpn_post",
                            "rpn_std",
                            "box_std",
                            "score_thr",
                            "nms",
                            "max_per_img",
                            "mask_thr",
                            "finest"),
                    VMambaBackbone.INERT);

    private final WeightShapes shapes;
    private final ConstructorArguments arguments;

    private MaskRcnnRecognition(WeightShapes shapes, ConstructorArguments arguments) {
        this.shapes = shapes;
        this.arguments = arguments;
    }

    /**
     * The configuration of these weights.
     *
     * @throws Problem if a part is missing, or something is said that cannot be run
     */
    static MaskRcnnConfiguration recognise(WeightShapes shapes, ConstructorArguments arguments) {
        return new MaskRcnnRecognition(shapes, arguments).configuration();
    }

    private MaskRcnnConfiguration configuration() {
        requireParts();
        arguments.complete(MmengineConfiguration.arguments(shapes.metadata()));
        requirePublished();
        DetectionSettings settings = settings();
        int classes = shapes.size(CLASSES, 0) - 1;
        arguments.agreeing("num_classes", classes);
        VMambaBackbone backbone =
                VMambaBackbone.recognise(
                        shapes,
                        MaskRcnnConfiguration.BACKBONE,
                        arguments,
                        canvas(settings.preprocessing()),
                        classes);
        int layers = shapes.parts("roi_head.bbox_head.shared_fcs.", ".weight");
        return new MaskRcnnConfiguration(
                backbone,
                shapes.size("neck.fpn_convs.0.conv.weight", 0),
                MaskRcnnConfiguration.ANCHORS,
                IntStream.range(0, layers)
                        .map(i -> shapes.size("roi_head.bbox_head.shared_fcs." + i + ".weight", 0))
                        .toArray(),
                shapes.parts("roi_head.mask_head.convs.", ".conv.weight"),
                shapes.size("roi_head.mask_head.upsample.weight", 1),
                classes,
                settings);
    }

    private void requireParts() {
        List<String> missing = PARTS.stream().filter(name -> !shapes.has(name)).toList();
        if (!missing.isEmpty()) {
            throw new Problem(
                    "%s: expected neck, rpn_head and roi_head of a Mask R-CNN beside its backbone, found no %s: take the whole checkpoint of the detector."
                            .formatted(shapes.file(), String.join(", no ", missing)));
        }
    }

    /** What this program computes with as mmdetection's models have it, and in no other way. */
    private void requirePublished() {
        only("strides", 4, 8, 16, 32, 64);
        only("ratios", 0.5f, 1, 2);
        only("rpn_std", 1, 1, 1, 1);
        only("box_std", 0.1f, 0.1f, 0.2f, 0.2f);
        only("anchor_scale", 8);
        only("finest", 56);
        only("mask_thr", 0.5f);
    }

    private void only(String name, float... published) {
        List<Float> expected =
                IntStream.range(0, published.length).mapToObj(i -> published[i]).toList();
        arguments
                .numbers(name, published.length)
                .filter(said -> !said.equals(expected))
                .ifPresent(
                        said -> {
                            throw new Problem(
                                    "%s: a Mask R-CNN with %s = %s cannot be run: only %s can."
                                            .formatted(shapes.file(), name, said, expected));
                        });
    }

    private DetectionSettings settings() {
        DetectionPreprocessing preprocessing = preprocessing();
        return new DetectionSettings(
                preprocessing,
                fixed() ? Optional.of(canvas(preprocessing)) : Optional.empty(),
                count("rpn_pre", 1000, "candidates of a level before suppression"),
                share("rpn_nms", 0.7, "overlap of proposals"),
                count("rpn_post", 1000, "proposals of an image"),
                share("score_thr", 0.05, "least score of a detection"),
                share("nms", 0.5, "overlap of detections of a class"),
                count("max_per_img", 100, "detections of an image"));
    }

    /**
     * True if all images are brought onto the input of one size, so that tokens keep their places.
     */
    private boolean fixed() {
        String said = arguments.word("canvas").orElse("image");
        arguments.only(
                "canvas", "image or fixed", word -> List.of("image", "fixed").contains(word));
        return said.equals("fixed");
    }

    private int count(String name, int value, String words) {
        return (int) arguments.number(name, value, 1, MOST, words);
    }

    private float share(String name, double value, String words) {
        return (float) arguments.number(name, value, 0, 1, words);
    }

    private DetectionPreprocessing preprocessing() {
        DetectionPreprocessing published = DetectionPreprocessing.COCO;
        List<Float> scale =
                arguments
                        .numbers("scale", 2)
                        .orElseGet(
                                () ->
                                        assumed(
                                                "scale",
                                                List.of(
                                                        (float) published.longSide(),
                                                        (float) published.shortSide()),
                                                "images brought into 1333 × 800"));
        int one = side(scale.getFirst());
        int other = side(scale.getLast());
        return new DetectionPreprocessing(
                Math.max(one, other),
                Math.min(one, other),
                (int) arguments.number("pad", published.divisor(), 1, MOST, "padding to multiples"),
                arguments
                        .numbers("mean", 3)
                        .orElseGet(() -> assumed("mean", published.mean(), "ImageNet's colours")),
                arguments
                        .numbers("std", 3)
                        .orElseGet(
                                () -> assumed("std", published.deviation(), "ImageNet's colours")));
    }

    private static int side(float side) {
        return SizeLimit.IMAGE_SIDE.require("scale", Math.round(side));
    }

    private List<Float> assumed(String name, List<Float> value, String words) {
        String text = String.join(",", value.stream().map(String::valueOf).toList());
        arguments.assume(new Assumption(name, text, words));
        return value;
    }

    /** The input of a wide image that fills the scale. */
    private static Grid canvas(DetectionPreprocessing preprocessing) {
        return new Grid(
                filled(preprocessing.shortSide(), preprocessing.divisor()),
                filled(preprocessing.longSide(), preprocessing.divisor()));
    }

    private static int filled(int side, int divisor) {
        return Math.ceilDiv(side, divisor) * divisor;
    }
}
