package org.mambascope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.mambascope.base.json.Json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The small detector of the goldens, and its image as a dataset. */
public final class TinyDetector {
    private static final Path FOLDER = Path.of("src/test/resources/detection");

    /** Its weights. */
    public static final Path MODEL = FOLDER.resolve("maskrcnn_tiny.safetensors");

    /** An image of 123 × 91 pixels. */
    public static final Path IMAGE = FOLDER.resolve("maskrcnn_tiny.png");

    private TinyDetector() {}

    /**
     * Makes a folder of the image, whose objects are those that mmdetection found with the model.
     */
    public static Path annotatedImages(Path images) throws IOException {
        Files.createDirectories(images);
        Files.copy(IMAGE, images.resolve("one.png"));
        JsonNode golden = Json.MAPPER.readTree(FOLDER.resolve("maskrcnn_tiny.json").toFile());
        ObjectNode root = Json.MAPPER.createObjectNode();
        root.putArray("images")
                .addObject()
                .put("id", 7)
                .put("file_name", "one.png")
                .put("width", 123)
                .put("height", 91);
        ArrayNode categories = root.putArray("categories");
        for (JsonNode name : golden.get("classes")) {
            categories.addObject().put("id", categories.size()).put("name", name.asText());
        }
        ArrayNode annotations = root.putArray("annotations");
        for (JsonNode found : golden.get("detections")) {
            ObjectNode object =
                    annotations
                            .addObject()
                            .put("id", annotations.size())
                            .put("image_id", 7)
                            .put("category_id", found.get("label").asInt() + 1)
                            .put("iscrowd", 0);
            object.set("segmentation", found.get("mask"));
            JsonNode box = found.get("box");
            object.putArray("bbox")
                    .add(box.get(0).asDouble())
                    .add(box.get(1).asDouble())
                    .add(box.get(2).asDouble() - box.get(0).asDouble())
                    .add(box.get(3).asDouble() - box.get(1).asDouble());
        }
        Json.MAPPER.writeValue(images.resolve("annotations.json").toFile(), root);
        return images;
    }
}
