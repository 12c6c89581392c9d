package org.mambascope.image.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.mambascope.base.KnownNames;
import org.mambascope.base.json.JsonFields;

import java.util.List;
import java.util.function.Consumer;

/** A {@code pretrained_cfg} of timm, with timm's usual values where it says nothing. */
record Timm(JsonFields fields, Consumer<String> notes) {
    private static final KnownNames KNOWN =
            KnownNames.of(
                    "entry of timm's preprocessing",
                    List.of(
                            "input_size",
                            "fixed_input_size",
                            "test_input_size",
                            "min_input_size",
                            "interpolation",
                            "crop_pct",
                            "test_crop_pct",
                            "crop_mode",
                            "mean",
                            "std",
                            "first_conv",
                            "classifier",
                            "num_classes",
                            "pool_size",
                            "url",
                            "file",
                            "source",
                            "hf_hub_id",
                            "hf_hub_filename",
                            "architecture",
                            "tag",
                            "custom_load",
                            "paper_ids",
                            "paper_name",
                            "license",
                            "origin_url",
                            "description",
                            "notes",
                            "label_names",
                            "label_descriptions",
                            "num_features",
                            "global_pool",
                            "state_dict",
                            "model_args"));

    /** Share of the resized side that is kept. */
    private static final double SHARE = 0.875;

    ObjectNode translated() {
        fields.only(KNOWN);
        ObjectNode own = ForeignPreprocessing.object();
        double share = fields.number("crop_pct", 0.01, 1).orElse(SHARE);
        tellAssumed();
        List<JsonNode> size = fields.list("input_size");
        boolean three = size.size() == 3 && size.stream().allMatch(JsonNode::isInt);
        if (!three || size.get(1).intValue() < 1 || size.get(2).intValue() < 1) {
            throw fields.wrong("input_size", "[3, height, width]");
        }
        int height = size.get(1).intValue();
        int width = size.get(2).intValue();
        String mode = fields.text("crop_mode").orElse("center");
        if (mode.equals("squash")) {
            own.putArray("resize").add(scaled(height, share)).add(scaled(width, share));
        } else if (mode.equals("center") && height == width) {
            own.put("resize", scaled(height, share));
        } else {
            throw fields.wrong("crop_mode", "center (of a square input) or squash");
        }
        own.putArray("crop").add(height).add(width);
        own.put("interpolation", fields.text("interpolation").orElse("bicubic"));
        for (String colours : List.of("mean", "std")) {
            if (fields.has(colours)) {
                own.set(colours, fields.node().get(colours));
            }
        }
        return own;
    }

    private void tellAssumed() {
        tell("crop_pct", Double.toString(SHARE));
        tell("crop_mode", "center");
        tell("interpolation", "bicubic");
        tell("mean", "ImageNet's");
        tell("std", "ImageNet's");
    }

    private void tell(String name, String value) {
        if (!fields.has(name)) {
            notes.accept(
                    "The preprocessing does not say %s: taken as %s, as timm does."
                            .formatted(name, value));
        }
    }

    private static int scaled(int side, double share) {
        return (int) Math.floor(side / share);
    }
}
