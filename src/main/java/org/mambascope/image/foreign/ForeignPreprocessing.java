package org.mambascope.image.foreign;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.mambascope.base.json.JsonFields;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Preprocessing in the words of Hugging Face ({@code preprocessor_config.json}) or timm ({@code
 * pretrained_cfg}), known by entries that no other has.
 */
public final class ForeignPreprocessing {
    private static final List<String> HUGGING_FACE =
            List.of(
                    "image_mean",
                    "image_std",
                    "do_resize",
                    "do_normalize",
                    "do_rescale",
                    "do_center_crop",
                    "size",
                    "crop_size",
                    "resample",
                    "rescale_factor",
                    "image_processor_type",
                    "feature_extractor_type",
                    "processor_class");
    private static final List<String> TIMM =
            List.of(
                    "pretrained_cfg",
                    "input_size",
                    "crop_pct",
                    "crop_mode",
                    "first_conv",
                    "classifier",
                    "pool_size");

    private ForeignPreprocessing() {}

    /**
     * Says a description in own entries; empty if it is in them already.
     *
     * @param notes hears what was assumed, a sentence each
     * @throws org.mambascope.base.Problem if something is asked for that is not done here
     */
    public static Optional<ObjectNode> translated(JsonFields fields, Consumer<String> notes) {
        if (HUGGING_FACE.stream().anyMatch(fields::has)) {
            return Optional.of(new HuggingFace(fields, notes).translated());
        }
        if (TIMM.stream().anyMatch(fields::has)) {
            return Optional.of(
                    new Timm(fields.object("pretrained_cfg").orElse(fields), notes).translated());
        }
        return Optional.empty();
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
