package org.mambascope.model.maskrcnn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.mambascope.base.json.Json;

import java.util.Map;
import java.util.Set;

/**
 * Arguments in the configuration that mmengine keeps as text in a checkpoint, {@code meta.cfg}, by
 * the names that {@link MaskRcnnRecognition} reads.
 */
final class MmengineConfiguration {
    /** Of {@code MM_VSSM}, what its weights already tell or what training alone needs. */
    private static final Set<String> NO_ARGUMENTS = Set.of("type", "out_indices", "pretrained");

    private MmengineConfiguration() {}

    /** Arguments in a file's metadata; a missing node if there is no configuration. */
    static JsonNode arguments(Map<String, String> metadata) {
        return metadata.containsKey("cfg")
                ? arguments(PythonLiterals.assignments(metadata.get("cfg")))
                : MissingNode.getInstance();
    }

    private static JsonNode arguments(JsonNode configuration) {
        ObjectNode arguments = Json.MAPPER.createObjectNode();
        JsonNode model = configuration.path("model");
        model.path("backbone")
                .properties()
                .forEach(
                        argument -> {
                            if (!NO_ARGUMENTS.contains(argument.getKey())) {
                                arguments.set(argument.getKey(), argument.getValue());
                            }
                        });
        put(arguments, "mean", model.at("/data_preprocessor/mean"));
        put(arguments, "std", model.at("/data_preprocessor/std"));
        put(arguments, "pad", model.at("/data_preprocessor/pad_size_divisor"));
        put(arguments, "anchor_scale", model.at("/rpn_head/anchor_generator/scales"));
        put(arguments, "ratios", model.at("/rpn_head/anchor_generator/ratios"));
        put(arguments, "strides", model.at("/rpn_head/anchor_generator/strides"));
        put(arguments, "rpn_std", model.at("/rpn_head/bbox_coder/target_stds"));
        put(arguments, "box_std", model.at("/roi_head/bbox_head/bbox_coder/target_stds"));
        put(arguments, "rpn_pre", model.at("/test_cfg/rpn/nms_pre"));
        put(arguments, "rpn_nms", model.at("/test_cfg/rpn/nms/iou_threshold"));
        put(arguments, "rpn_post", model.at("/test_cfg/rpn/max_per_img"));
        put(arguments, "score_thr", model.at("/test_cfg/rcnn/score_thr"));
        put(arguments, "nms", model.at("/test_cfg/rcnn/nms/iou_threshold"));
        put(arguments, "max_per_img", model.at("/test_cfg/rcnn/max_per_img"));
        put(arguments, "mask_thr", model.at("/test_cfg/rcnn/mask_thr_binary"));
        for (JsonNode step : configuration.path("test_pipeline")) {
            if (step.path("type").asText().equals("Resize")) {
                put(arguments, "scale", step.path("scale"));
            }
        }
        return arguments;
    }

    private static void put(ObjectNode arguments, String name, JsonNode value) {
        if (!value.isMissingNode() && !value.isNull()) {
            arguments.set(name, value);
        }
    }
}
