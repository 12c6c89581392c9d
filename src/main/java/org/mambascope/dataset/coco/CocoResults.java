package org.mambascope.dataset.coco;

import com.fasterxml.jackson.core.JsonGenerator;

import org.mambascope.base.FileFailure;
import org.mambascope.base.Problem;
import org.mambascope.base.file.AtomicFile;
import org.mambascope.base.json.Json;
import org.mambascope.base.json.JsonFields;
import org.mambascope.dataset.annotation.AnnotatedImage;
import org.mambascope.dataset.annotation.Category;
import org.mambascope.dataset.annotation.Detection;
import org.mambascope.dataset.annotation.DetectionDataset;
import org.mambascope.dataset.annotation.Segmentation;
import org.mambascope.image.mask.BoundingBox;
import org.mambascope.image.mask.Rle;
import org.mambascope.image.mask.RleText;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Detections in files of COCO's form of results: one list of all images' detections. */
public final class CocoResults {
    private CocoResults() {}

    /**
     * Writes detections; boxes as x, y, width, height, masks as the text of run lengths.
     *
     * @param detections of the dataset's first images, one list for each
     * @throws Problem if the file cannot be written
     */
    public static void write(
            Path file, DetectionDataset dataset, List<List<Detection>> detections) {
        List<Long> ids =
                IntStream.range(0, detections.size()).mapToObj(i -> dataset.image(i).id()).toList();
        write(file, ids, dataset.categories(), detections);
    }

    /**
     * As {@link #write(Path, DetectionDataset, List)}, of images that belong to no dataset.
     *
     * @param images their ids
     */
    public static void write(
            Path file,
            List<Long> images,
            List<Category> categories,
            List<List<Detection>> detections) {
        try {
            AtomicFile.write(
                    file,
                    out -> {
                        try (JsonGenerator json =
                                Json.MAPPER
                                        .createGenerator(out)
                                        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
                            json.writeStartArray();
                            for (int image = 0; image < detections.size(); image++) {
                                for (Detection detection : detections.get(image)) {
                                    write(json, images.get(image), categories, detection);
                                }
                            }
                            json.writeEndArray();
                        }
                    });
        } catch (IOException e) {
            throw FileFailure.writing(file, e);
        }
    }

    private static void write(
            JsonGenerator json, long image, List<Category> categories, Detection detection)
            throws IOException {
        json.writeStartObject();
        json.writeNumberField("image_id", image);
        json.writeNumberField("category_id", categories.get(detection.category()).id());
        json.writeArrayFieldStart("bbox");
        for (double number : detection.box().toList()) {
            json.writeNumber(number);
        }
        json.writeEndArray();
        json.writeNumberField("score", detection.score());
        if (detection.mask().isPresent()) {
            Rle mask = detection.mask().get();
            json.writeObjectFieldStart("segmentation");
            json.writeArrayFieldStart("size");
            json.writeNumber(mask.height());
            json.writeNumber(mask.width());
            json.writeEndArray();
            json.writeStringField("counts", RleText.of(mask));
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /**
     * Reads detections. Where a detection has no box, that of its mask takes its place.
     *
     * @return a list for each image of the dataset, in the order of the file
     * @throws Problem with the place of what is missing, refers to nothing or cannot be
     */
    public static List<List<Detection>> read(Path file, DetectionDataset dataset) {
        Map<Long, Integer> categories = new HashMap<>();
        dataset.categories().forEach(each -> categories.put(each.id(), categories.size()));
        Map<Long, Integer> images = new HashMap<>();
        List<AnnotatedImage> annotated = new ArrayList<>();
        List<List<Detection>> detections = new ArrayList<>();
        for (int i = 0; i < dataset.size(); i++) {
            annotated.add(dataset.image(i));
            images.put(annotated.get(i).id(), i);
            detections.add(new ArrayList<>());
        }
        new JsonItems(file)
                .readList(
                        fields -> {
                            int image = find(images, fields, "image_id", "an image");
                            int category = find(categories, fields, "category_id", "a category");
                            detections
                                    .get(image)
                                    .add(detection(fields, annotated.get(image), category));
                        });
        return detections.stream().map(List::copyOf).toList();
    }

    private static int find(
            Map<Long, Integer> numbers, JsonFields fields, String name, String what) {
        return Optional.ofNullable(numbers.get(CocoFields.id(fields, name)))
                .orElseThrow(
                        () -> fields.wrong(name, "the id of %s of the dataset".formatted(what)));
    }

    private static Detection detection(JsonFields fields, AnnotatedImage image, int category) {
        double score = CocoFields.score(fields);
        Segmentation segmentation = SegmentationFields.of(fields);
        Optional<Rle> mask = segmentation.mask(image.height(), image.width());
        if (mask.isPresent()
                && (mask.get().width() != image.width() || mask.get().height() != image.height())) {
            throw fields.wrong(
                    "segmentation",
                    "a mask of %d × %d pixels".formatted(image.width(), image.height()));
        }
        BoundingBox box =
                CocoFields.box(fields)
                        .or(() -> mask.map(Rle::box))
                        .orElseThrow(() -> fields.wrong("bbox", "a box or a mask"));
        return new Detection(category, score, box, mask);
    }
}
