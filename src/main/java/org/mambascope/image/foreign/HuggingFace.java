package org.mambascope.image.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.mambascope.base.KnownNames;
import org.mambascope.base.json.JsonFields;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A {@code preprocessor_config.json} of Hugging Face's image processors. */
final class HuggingFace {
    private static final KnownNames KNOWN =
            KnownNames.of(
                    "entry of Hugging Face's preprocessing",
                    List.of(
                            "do_resize",
                            "size",
                            "resample",
                            "do_center_crop",
                            "crop_size",
                            "do_rescale",
                            "rescale_factor",
                            "do_normalize",
                            "image_mean",
                            "image_std",
                            "do_convert_rgb",
                            "crop_pct",
                            "image_processor_type",
                            "feature_extractor_type",
                            "processor_class",
                            "auto_map",
                            "default_to_square",
                            "data_format",
                            "input_data_format",
                            "return_tensors",
                            "device",
                            "disable_grouping",
                            "_valid_processor_keys",
                            "do_reduce_labels",
                            "do_flip_channel_order",
                            "do_pad",
                            "pad_size",
                            "rescale_offset",
                            "include_top"));
    private static final List<String> NOT_DONE =
            List.of("do_flip_channel_order", "do_pad", "rescale_offset", "include_top");

    /** Steps that are done unless they are switched off. */
    private static final List<String> STEPS = List.of("do_resize", "do_rescale", "do_normalize");

    /** Pillow's filters by their numbers. */
    private static final List<String> FILTERS =
            List.of("nearest", "lanczos", "bilinear", "bicubic", "box", "hamming");

    /** Processors to which one number for the size means the shorter side. */
    private static final List<String> BY_SHORTER_SIDE = List.of("CLIP", "ConvNext", "Bit");

    /** Processors to which it means both. */
    private static final List<String> SQUARE = List.of("ViT", "DeiT", "Beit", "Swin");

    /** From this side on ConvNext does not crop. */
    private static final int CONVNEXT_SQUASHES = 384;

    private static final int LARGEST = 1 << 14;
    private static final double RESCALE = 1 / 255.0;

    private final JsonFields fields;
    private final Consumer<String> notes;
    private final String type;

    HuggingFace(JsonFields fields, Consumer<String> notes) {
        this.fields = fields.only(KNOWN);
        this.notes = notes;
        type =
                fields.text("image_processor_type")
                        .or(() -> fields.text("feature_extractor_type"))
                        .orElse("");
    }

    ObjectNode translated() {
        tellAssumed();
        for (String step : NOT_DONE) {
            if (fields.flag(step).orElse(false)) {
                throw fields.wrong(step, "false, since this is not done here");
            }
        }
        fields.flag("do_convert_rgb");
        ObjectNode own = ForeignPreprocessing.object();
        if (fields.flag("do_resize").orElse(true)) {
            resize(own);
        } else if (cropped().isPresent()) {
            throw fields.wrong("do_resize", "true where images are cropped");
        }
        colours(own);
        return own;
    }

    /** As Hugging Face's processors, steps are done unless it is said that they are not. */
    private void tellAssumed() {
        List<String> silent = STEPS.stream().filter(step -> !fields.has(step)).toList();
        if (!silent.isEmpty()) {
            notes.accept(
                    "The preprocessing does not say %s: taken as true, as Hugging Face does."
                            .formatted(String.join(", ", silent)));
        }
        if (!fields.has("do_center_crop") && fields.has("crop_size")) {
            notes.accept(
                    "The preprocessing does not say do_center_crop: taken as true, since there is a crop_size.");
        }
        boolean rescaled = fields.flag("do_rescale").orElse(true);
        if (!rescaled) {
            notes.accept(
                    "The preprocessing says do_rescale false: colours enter as levels 0 … 255, from which image_mean and image_std are taken as they are.");
        } else if (!fields.has("rescale_factor")) {
            notes.accept("The preprocessing does not say rescale_factor: taken as 1/255.");
        }
    }

    private Optional<int[]> cropped() {
        return fields.flag("do_center_crop").orElse(fields.has("crop_size"))
                ? Optional.of(pair("crop_size"))
                : Optional.empty();
    }

    private void resize(ObjectNode own) {
        own.put("interpolation", filter());
        Optional<int[]> crop = cropped();
        Optional<Integer> shorter = shorterSide();
        if (shorter.isPresent() && fields.has("crop_pct")) {
            byShare(own, shorter.get());
        } else if (shorter.isPresent()) {
            own.put("resize", shorter.get());
            if (crop.isEmpty()) {
                notes.accept(
                        "The preprocessing resizes the shorter side and does not say what is cut"
                                + " out: the centre of the model's size is.");
            }
            crop.ifPresent(size -> put(own, "crop", size));
        } else {
            int[] size = pair("size");
            put(own, "resize", size);
            put(own, "crop", crop.orElse(size));
        }
    }

    /** As ConvNext: the share of the shorter side that is kept. */
    private void byShare(ObjectNode own, int side) {
        if (!type.startsWith("ConvNext")) {
            throw fields.wrong("crop_pct", "none, except of ConvNextImageProcessor");
        }
        int[] size = {side, side};
        if (side >= CONVNEXT_SQUASHES) {
            put(own, "resize", size);
        } else {
            own.put("resize", (int) (side / fields.requiredNumber("crop_pct", 0.01, 1)));
        }
        put(own, "crop", size);
    }

    private static void put(ObjectNode own, String name, int[] size) {
        own.putArray(name).add(size[0]).add(size[1]);
    }

    private String filter() {
        JsonNode resample = fields.node().path("resample");
        if (resample.isTextual()) {
            return resample.textValue();
        }
        if (!fields.has("resample")) {
            notes.accept("The preprocessing does not say how images are resampled: bilinear is.");
            return "bilinear";
        }
        return FILTERS.get(fields.requiredWholeNumber("resample", 0, FILTERS.size() - 1));
    }

    private Optional<Integer> shorterSide() {
        JsonNode size = fields.node().path("size");
        if (size.isObject()) {
            JsonFields sides =
                    fields.requiredObject("size").only("shortest_edge", "height", "width");
            return sides.has("shortest_edge")
                    ? Optional.of(sides.requiredWholeNumber("shortest_edge", 1, LARGEST))
                    : Optional.empty();
        }
        int side = fields.requiredWholeNumber("size", 1, LARGEST);
        boolean shorter = known(BY_SHORTER_SIDE);
        Optional<Boolean> square = fields.flag("default_to_square");
        if (!shorter && !known(SQUARE) && square.isEmpty()) {
            throw fields.wrong("size", "{\"shortest_edge\": N} or {\"height\": N, \"width\": N}");
        }
        return square.map(flag -> !flag).orElse(shorter) ? Optional.of(side) : Optional.empty();
    }

    private boolean known(List<String> types) {
        return types.stream().anyMatch(type::startsWith);
    }

    /** Height and width: of one number, or both. */
    private int[] pair(String name) {
        if (!fields.node().path(name).isObject()) {
            int side = fields.requiredWholeNumber(name, 1, LARGEST);
            return new int[] {side, side};
        }
        JsonFields sides = fields.requiredObject(name).only("height", "width");
        return new int[] {
            sides.requiredWholeNumber("height", 1, LARGEST),
            sides.requiredWholeNumber("width", 1, LARGEST)
        };
    }

    /** (level · factor − mean) / deviation, with levels on the scale 0 … 1 instead. */
    private void colours(ObjectNode own) {
        boolean rescaled = fields.flag("do_rescale").orElse(true);
        double factor = rescaled ? fields.number("rescale_factor", 1e-6, 1e3).orElse(RESCALE) : 1;
        boolean usual = Math.abs(factor - RESCALE) < 1e-9;
        double scale = usual ? 1 : 255 * factor;
        boolean normalised = fields.flag("do_normalize").orElse(true);
        for (String name : Stream.of("image_mean", "image_std").toList()) {
            List<JsonNode> values = normalised ? fields.list(name) : List.of();
            if (normalised
                    && (values.size() != 3 || !values.stream().allMatch(JsonNode::isNumber))) {
                throw fields.wrong(name, "three numbers (red, green, blue)");
            }
            ArrayNode colours = own.putArray(name.substring("image_".length()));
            for (int colour = 0; colour < 3; colour++) {
                double without = name.equals("image_mean") ? 0 : 1;
                double value = normalised ? values.get(colour).doubleValue() : without;
                colours.add(usual ? value : value / scale);
            }
        }
    }
}
