package org.mambascope.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.mambascope.base.Problem;

import java.util.ArrayList;
import java.util.List;

/**
 * Preprocessing as a model's JSON file has it. Entries: {@code resize} (shorter side) and {@code
 * crop} (side, or [height, width]), with {@code interpolation} ({@code bicubic}, the usual one,
 * {@code bilinear} or {@code lanczos}), or else {@code pad} ([left, top, right, bottom]) and {@code
 * pad_value} (0 … 255); {@code mean} and {@code std} (three numbers on the scale 0 … 1; by default
 * ImageNet's); {@code grey_to_rgb}, which is always done. {@code null} is the same as missing.
 */
final class PreprocessingJson {
    private static final String INTERPOLATION = "interpolation";

    private PreprocessingJson() {}

    static Preprocessing read(JsonNode node, int height, int width) {
        if (!node.isObject()) {
            throw problem("", "is not an object with entries");
        }
        JsonNode grey = node.path("grey_to_rgb");
        if (isGiven(grey) && !grey.isBoolean()) {
            throw problem("grey_to_rgb", "is " + grey + ", not true or false");
        }
        return new Preprocessing(
                height,
                width,
                fit(node, height, width),
                colours(node, "mean", Preprocessing.IMAGENET_MEAN, -Float.MAX_VALUE),
                colours(node, "std", Preprocessing.IMAGENET_DEVIATION, Float.MIN_NORMAL));
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
            case Preprocessing.Fit.ResizeAndCrop(int shorterSide, Interpolation interpolation) -> {
                node.putNull("pad");
                node.put("resize", shorterSide);
                if (interpolation != Interpolation.BICUBIC) {
                    node.put(INTERPOLATION, interpolation.id());
                }
                if (preprocessing.height() == preprocessing.width()) {
                    node.put("crop", preprocessing.height());
                } else {
                    node.putArray("crop").add(preprocessing.height()).add(preprocessing.width());
                }
            }
        }
        ArrayNode mean = node.putArray("mean");
        preprocessing.mean().forEach(mean::add);
        ArrayNode deviation = node.putArray("std");
        preprocessing.deviation().forEach(deviation::add);
        return node;
    }

    private static Preprocessing.Fit fit(JsonNode node, int height, int width) {
        List<Integer> pad = isGiven(node.path("pad")) ? padding(node) : List.of(0, 0, 0, 0);
        boolean padded = pad.stream().anyMatch(side -> side > 0);
        checkCrop(node, height, width);
        if (isGiven(node.path("resize"))) {
            if (padded) {
                throw problem("pad", "goes together with resize; only one of them can be given");
            }
            return new Preprocessing.Fit.ResizeAndCrop(
                    whole(node.path("resize"), "resize", 1, 1 << 14), interpolation(node));
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

    private static Interpolation interpolation(JsonNode node) {
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

    private static List<Integer> padding(JsonNode node) {
        JsonNode pad = node.path("pad");
        if (!pad.isArray() || pad.size() != 4) {
            throw problem("pad", "is " + pad + ", not [left, top, right, bottom]");
        }
        List<Integer> sides = new ArrayList<>();
        pad.forEach(side -> sides.add(whole(side, "pad", 0, 1 << 14)));
        return sides;
    }

    private static void checkCrop(JsonNode node, int height, int width) {
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

    private static List<Float> colours(
            JsonNode node, String entry, List<Float> otherwise, float least) {
        JsonNode values = node.path(entry);
        if (!isGiven(values)) {
            return otherwise;
        }
        List<Float> colours = new ArrayList<>();
        for (JsonNode value : values) {
            float number = value.isNumber() ? value.floatValue() : Float.NaN;
            if (!Float.isFinite(number) || number < least) {
                throw problem(entry, "has " + value + ", which is no usable number");
            }
            colours.add(number);
        }
        if (!values.isArray() || colours.size() != 3) {
            throw problem(entry, "is " + values + ", not three numbers (red, green, blue)");
        }
        return colours;
    }

    private static int whole(JsonNode value, String entry, int least, int most) {
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

    private static Problem problem(String entry, String what) {
        String path = entry.isEmpty() ? "preprocessing" : "preprocessing." + entry;
        return new Problem("The model's entry " + path + " " + what + ".");
    }
}
