package org.mambascope.dataset.coco;

import org.mambascope.base.Problem;
import org.mambascope.base.json.JsonFields;
import org.mambascope.dataset.annotation.AnnotatedImage;
import org.mambascope.dataset.annotation.AnnotatedObject;
import org.mambascope.dataset.annotation.Category;
import org.mambascope.dataset.annotation.Segmentation;
import org.mambascope.image.mask.BoundingBox;
import org.mambascope.image.mask.Rle;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/**
 * Reader of one file of COCO's annotations. Images, categories and objects may come in any order,
 * so that what refers to another is looked up at the end.
 */
final class AnnotationReader {
    private static final int LONGEST_SIDE = 1 << 15;

    private final Path file;
    private final SequencedMap<Long, AnnotatedImage> images = new LinkedHashMap<>();
    private final SequencedMap<Long, Category> categories = new LinkedHashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    /** An object that may come before its image and category. */
    private record Entry(
            String place,
            long image,
            long category,
            Optional<BoundingBox> box,
            OptionalDouble area,
            boolean crowd,
            Segmentation segmentation) {
        Problem wrong(String name, String expected, Object found) {
            return new Problem(
                    "%s.%s: expected %s, found %s.".formatted(place, name, expected, found));
        }
    }

    AnnotationReader(Path file) {
        this.file = file;
    }

    CocoAnnotations read() {
        new JsonItems(file)
                .readLists(
                        Map.of(
                                "images", this::addImage,
                                "categories", this::addCategory,
                                "annotations", this::addEntry));
        if (images.isEmpty() || categories.isEmpty()) {
            throw new Problem(
                    "%s: expected images and categories, found %d and %d of them."
                            .formatted(file, images.size(), categories.size()));
        }
        Map<Long, Integer> classes = new LinkedHashMap<>();
        categories.keySet().forEach(id -> classes.put(id, classes.size()));
        Map<Long, List<AnnotatedObject>> objects = new LinkedHashMap<>();
        images.keySet().forEach(id -> objects.put(id, new ArrayList<>()));
        for (Entry entry : entries) {
            AnnotatedImage image = images.get(entry.image());
            if (image == null) {
                throw entry.wrong("image_id", "the id of an image", entry.image());
            }
            Integer category = classes.get(entry.category());
            if (category == null) {
                throw entry.wrong("category_id", "the id of a category", entry.category());
            }
            objects.get(entry.image()).add(object(entry, image, category));
        }
        return new CocoAnnotations(
                List.copyOf(categories.values()),
                images.values().stream()
                        .map(
                                image ->
                                        new AnnotatedImage(
                                                image.id(),
                                                image.name(),
                                                image.width(),
                                                image.height(),
                                                objects.get(image.id())))
                        .toList());
    }

    private void addImage(JsonFields fields) {
        long id = CocoFields.id(fields, "id");
        AnnotatedImage image =
                new AnnotatedImage(
                        id,
                        fileName(fields),
                        fields.requiredWholeNumber("width", 1, LONGEST_SIDE),
                        fields.requiredWholeNumber("height", 1, LONGEST_SIDE),
                        List.of());
        if (images.put(id, image) != null) {
            throw fields.wrong("id", "an id that no image before it has");
        }
    }

    private static String fileName(JsonFields fields) {
        try {
            return Path.of(fields.requiredText("file_name")).toString();
        } catch (InvalidPathException e) {
            throw fields.wrong("file_name", "the name of a file");
        }
    }

    private void addCategory(JsonFields fields) {
        long id = CocoFields.id(fields, "id");
        if (categories.put(id, new Category(id, fields.requiredText("name"))) != null) {
            throw fields.wrong("id", "an id that no category before it has");
        }
    }

    private void addEntry(JsonFields fields) {
        entries.add(
                new Entry(
                        fields.place(),
                        CocoFields.id(fields, "image_id"),
                        CocoFields.id(fields, "category_id"),
                        CocoFields.box(fields),
                        CocoFields.area(fields),
                        CocoFields.isCrowd(fields),
                        SegmentationFields.of(fields)));
    }

    /** The object; a box and an area that are not there are those of its mask. */
    private static AnnotatedObject object(Entry entry, AnnotatedImage image, int category) {
        Segmentation segmentation = entry.segmentation();
        if (segmentation instanceof Segmentation.Pixels(Rle mask)
                && (mask.width() != image.width() || mask.height() != image.height())) {
            throw entry.wrong(
                    "segmentation.size",
                    "that of the image, %d and %d".formatted(image.height(), image.width()),
                    "%d and %d".formatted(mask.height(), mask.width()));
        }
        Optional<Rle> mask =
                entry.box().isPresent() && entry.area().isPresent()
                        ? Optional.empty()
                        : segmentation.mask(image.height(), image.width());
        BoundingBox box =
                entry.box()
                        .or(() -> mask.map(Rle::box))
                        .orElseThrow(() -> entry.wrong("bbox", "a box or a mask", "neither"));
        double area =
                entry.area().orElseGet(() -> mask.map(m -> (double) m.area()).orElse(box.area()));
        return new AnnotatedObject(category, box, area, entry.crowd(), segmentation);
    }
}
