package org.mambascope.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.mambascope.base.KnownNames;
import org.mambascope.base.Problem;
import org.mambascope.base.json.JsonFields;
import org.mambascope.image.foreign.ForeignPreprocessing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * Preprocessing as a model's JSON file has it. Entries: {@code resize} (shorter side, or [height,
 * width]) and {@code crop} (side, or [height, width]), with {@code interpolation} ({@code bicubic},
 * the usual one, {@code bilinear} or {@code lanczos}), or else {@code pad} ([left, top, right,
 * bottom]) and {@code pad_value} (0 … 255), or {@code canvas} ([longer side, shorter side] of the
 * scale of a detector); {@code mean} and {@code std} (three numbers on the scale 0 … 1, or all on
 * that of 0 … 255; by default ImageNet's); {@code grey_to_rgb}, which is always done. {@code null}
 * is the same as missing. Entries of Hugging Face and timm are translated to these.
 */
final class PreprocessingJson {
    private static final String INTERPOLATION = "interpolation";
    private static final String RESIZE = "resize";
    private static final String CANVAS = "canvas";
    private static final KnownNames KNOWN =
            KnownNames.of(
                    "entry of preprocessing",
                    List.of(
                            RESIZE,
                            "crop",
                            INTERPOLATION,
                            "pad",
                            "pad_value",
                            CANVAS,
                            "mean",
                            "std",
                            "grey_to_rgb"));
    private static final float LEVELS = 255;

    /** On the scale 0 … 1 no deviation is larger, and on that of 0 … 255 none is smaller. */
    private static final float MOST_DEVIATION = 3;

    private final String place;
    private final Consumer<String> notes;

    private PreprocessingJson(String place, Consumer<String> notes) {
        this.place = place;
        this.notes = notes;
    }

    static Preprocessing read(JsonFields fields, int height, int width, Consumer<String> notes) {
        JsonNode node =
                ForeignPreprocessing.translated(fields, notes)
                        .map(JsonNode.class::cast)
                        .orElse(fields.node());
        JsonFields.of(node, fields.place()).only(KNOWN);
        return new PreprocessingJson(fields.place(), notes).read(node, height, width);
    }

    private Preprocessing read(JsonNode node, int height, int width) {
        JsonNode grey = node.path("grey_to_rgb");
        if (isGiven(grey) && !grey.isBoolean()) {
            throw problem("grey_to_rgb", "is " + grey + ", not true or false");
        }
        List<Float> mean = colours(node, "mean", Preprocessing.IMAGENET_MEAN, 0);
        List<Float> deviation =
                colours(node, "std", Preprocessing.IMAGENET_DEVIATION, Float.MIN_NORMAL);
        float scale = scale(mean, deviation);
        if (scale > 1) {
            notes.accept(
                    "The preprocessing's mean and std are on the scale 0 … 255: divided by 255.");
        }
        return new Preprocessing(
                height,
                width,
                fit(node, height, width),
                divided(mean, scale),
                divided(deviation, scale));
    }

    /** 255 where colours are on the scale 0 … 255, else 1. */
    private float scale(List<Float> mean, List<Float> deviation) {
        boolean large =
                mean.stream().anyMatch(value -> value > 1)
                        || deviation.stream().anyMatch(value -> value > MOST_DEVIATION);
        if (!large) {
            return 1;
        }
        boolean all =
                mean.stream().allMatch(value -> value == 0 || value > 1)
                        && deviation.stream().allMatch(value -> value > MOST_DEVIATION);
        if (!all) {
            throw problem(
                    "mean",
                    "%s and std %s mix the scales 0 … 1 and 0 … 255: give both on one of them"
                            .formatted(mean, deviation));
        }
        return LEVELS;
    }

    private static List<Float> divided(List<Float> values, float scale) {
        return values.stream().map(value -> value / scale).toList();
    }

    static ObjectNode write(Preprocessing preprocessing) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("grey_to_rgb", true);
        switch (preprocessing.fit()) {
            case Preprocessing.Fit.Pad(int left, int top, int right, int bottom, int value) -> {
                node.putArray("pad").add(left).add(top).add(right).add(bottom);
                node.put("pad_value", value);
                node.putNull("resize");
                node.putNull("crop");
            }
            case Preprocessing.Fit.Canvas(int longSide, int shortSide) ->
                    node.putArray(CANVAS).add(longSide).add(shortSide);
            case Preprocessing.Fit.ResizeAndCrop(int shorterSide, Interpolation interpolation) -> {
                node.putNull("pad");
                node.put(RESIZE, shorterSide);
                writeCrop(node, preprocessing, interpolation);
            }
            case Preprocessing.Fit.Squash(int height, int width, Interpolation interpolation) -> {
                node.putNull("pad");
                node.putArray(RESIZE).add(height).add(width);
                writeCrop(node, preprocessing, interpolation);
            }
        }
        ArrayNode mean = node.putArray("mean");
        preprocessing.mean().forEach(mean::add);
        ArrayNode deviation = node.putArray("std");
        preprocessing.deviation().forEach(deviation::add);
        return node;
    }

    private static void writeCrop(
            ObjectNode node, Preprocessing preprocessing, Interpolation interpolation) {
        if (interpolation != Interpolation.BICUBIC) {
            node.put(INTERPOLATION, interpolation.id());
        }
        if (preprocessing.height() == preprocessing.width()) {
            node.put("crop", preprocessing.height());
        } else {
            node.putArray("crop").add(preprocessing.height()).add(preprocessing.width());
        }
    }

    private Preprocessing.Fit fit(JsonNode node, int height, int width) {
        List<Integer> pad = isGiven(node.path("pad")) ? padding(node) : List.of(0, 0, 0, 0);
        boolean padded = pad.stream().anyMatch(side -> side > 0);
        checkCrop(node, height, width);
        if (isGiven(node.path(CANVAS))) {
            return canvas(node.path(CANVAS));
        }
        if (isGiven(node.path("resize"))) {
            if (padded) {
                throw problem("pad", "goes together with resize; only one of them can be given");
            }
            JsonNode resize = node.path(RESIZE);
            boolean pair = resize.isArray() && resize.size() == 2;
            return pair
                    ? new Preprocessing.Fit.Squash(
                            whole(resize.get(0), RESIZE, 1, 1 << 14),
                            whole(resize.get(1), RESIZE, 1, 1 << 14),
                            interpolation(node))
                    : new Preprocessing.Fit.ResizeAndCrop(
                            whole(resize, RESIZE, 1, 1 << 14), interpolation(node));
        }
        if (isGiven(node.path("crop"))) {
            throw problem("crop", "is given without resize, the shorter side before cropping");
        }
        int value =
                isGiven(node.path("pad_value"))
                        ? whole(node.path("pad_value"), "pad_value", 0, 255)
                        : 0;
        if (pad.get(0) + pad.get(2) >= width || pad.get(1) + pad.get(3) >= height) {
            throw problem(
                    "pad",
                    "is " + pad + ", which leaves no room in an input of " + size(height, width));
        }
        return new Preprocessing.Fit.Pad(pad.get(0), pad.get(1), pad.get(2), pad.get(3), value);
    }

    private Preprocessing.Fit canvas(JsonNode scale) {
        if (!scale.isArray() || scale.size() != 2) {
            throw problem(CANVAS, "is " + scale + ", not [longer side, shorter side]");
        }
        int one = whole(scale.get(0), CANVAS, 1, 1 << 14);
        int other = whole(scale.get(1), CANVAS, 1, 1 << 14);
        return new Preprocessing.Fit.Canvas(Math.max(one, other), Math.min(one, other));
    }

    private Interpolation interpolation(JsonNode node) {
        JsonNode name = node.path(INTERPOLATION);
        return isGiven(name)
                ? Interpolation.named(name.asText())
                        .orElseThrow(
                                () ->
                                        problem(
                                                INTERPOLATION,
                                                "is "
                                                        + name
                                                        + ", not bicubic, bilinear or lanczos"))
                : Interpolation.BICUBIC;
    }

    private List<Integer> padding(JsonNode node) {
        JsonNode pad = node.path("pad");
        if (!pad.isArray() || pad.size() != 4) {
            throw problem("pad", "is " + pad + ", not [left, top, right, bottom]");
        }
        List<Integer> sides = new ArrayList<>();
        pad.forEach(side -> sides.add(whole(side, "pad", 0, 1 << 14)));
        return sides;
    }

    private void checkCrop(JsonNode node, int height, int width) {
        JsonNode crop = node.path("crop");
        if (!isGiven(crop)) {
            return;
        }
        boolean pair = crop.isArray() && crop.size() == 2;
        int cropHeight = whole(pair ? crop.get(0) : crop, "crop", 1, 1 << 14);
        int cropWidth = pair ? whole(crop.get(1), "crop", 1, 1 << 14) : cropHeight;
        if (cropHeight != height || cropWidth != width) {
            throw problem(
                    "crop",
                    "gives "
                            + size(cropHeight, cropWidth)
                            + " pixels, but the model's input has "
                            + size(height, width));
        }
    }

    private List<Float> colours(JsonNode node, String entry, List<Float> otherwise, float least) {
        JsonNode values = node.path(entry);
        if (!isGiven(values)) {
            return otherwise;
        }
        List<Float> colours = new ArrayList<>();
        for (JsonNode value : values) {
            float number = value.isNumber() ? value.floatValue() : Float.NaN;
            if (!Float.isFinite(number) || number < least || number > LEVELS) {
                throw problem(entry, "has " + value + ", which is no usable number");
            }
            colours.add(number);
        }
        if (values.isArray() && colours.size() == 1) {
            notes.accept(
                    "The preprocessing's %s has one value: taken for red, green and blue."
                            .formatted(entry));
            return Collections.nCopies(3, colours.getFirst());
        }
        if (!values.isArray() || colours.size() != 3) {
            throw problem(entry, "is " + values + ", not three numbers (red, green, blue) or one");
        }
        return colours;
    }

    private int whole(JsonNode value, String entry, int least, int most) {
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw problem(entry, "has " + value + ", not a whole number");
        }
        if (value.intValue() < least || value.intValue() > most) {
            throw problem(entry, "has " + value + ", not between " + least + " and " + most);
        }
        return value.intValue();
    }

    private static boolean isGiven(JsonNode value) {
        return !value.isMissingNode() && !value.isNull();
    }

    private static String size(int height, int width) {
        return height + " × " + width;
    }

    private Problem problem(String entry, String what) {
        return new Problem("%s: %s %s: correct it.".formatted(place, entry, what));
    }
}
