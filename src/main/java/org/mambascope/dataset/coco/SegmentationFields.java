package org.mambascope.dataset.coco;

import com.fasterxml.jackson.databind.JsonNode;

import org.mambascope.base.Problem;
import org.mambascope.base.json.JsonFields;
import org.mambascope.dataset.annotation.Segmentation;
import org.mambascope.image.mask.Rle;
import org.mambascope.image.mask.RleText;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** COCO's three forms of an outline: polygons, run lengths as numbers and as text. */
final class SegmentationFields {
    private static final String NAME = "segmentation";

    /** Coordinates of a triangle. */
    private static final int FEWEST = 6;

    /** Farthest place of a corner; farther ones are damaged data. */
    private static final double FARTHEST = 1 << 20;

    private static final int LONGEST_SIDE = 1 << 15;

    private SegmentationFields() {}

    /** The outline of an object's fields, where there is one. */
    static Segmentation of(JsonFields fields) {
        JsonNode node = fields.node().path(NAME);
        if (node.isMissingNode() || node.isNull() || node.isArray() && node.isEmpty()) {
            return Segmentation.UNKNOWN;
        }
        return node.isArray()
                ? new Segmentation.Polygons(polygons(fields))
                : new Segmentation.Pixels(runLengths(fields));
    }

    private static List<double[]> polygons(JsonFields fields) {
        List<double[]> parts = new ArrayList<>();
        for (JsonNode part : fields.list(NAME)) {
            String name = "%s[%d]".formatted(NAME, parts.size());
            String expected =
                    "x and y of at least three corners, at most %.0f pixels away"
                            .formatted(FARTHEST);
            if (!part.isArray()) {
                throw wrong(fields, name, expected, JsonFields.shown(part));
            }
            double[] points = fields.numbers(part.valueStream().toList(), name);
            boolean near = Arrays.stream(points).allMatch(each -> Math.abs(each) <= FARTHEST);
            if (points.length < FEWEST || points.length % 2 != 0 || !near) {
                throw wrong(
                        fields,
                        name,
                        expected,
                        near ? points.length + " numbers" : JsonFields.shown(part));
            }
            parts.add(points);
        }
        return parts;
    }

    private static Rle runLengths(JsonFields object) {
        JsonFields fields = object.requiredObject(NAME);
        double[] size = fields.numbers("size");
        if (size.length != 2 || Arrays.stream(size).anyMatch(SegmentationFields::isNoSide)) {
            throw fields.wrong("size", "height and width in pixels");
        }
        int height = (int) size[0];
        int width = (int) size[1];
        int[] counts = counts(fields);
        if (Arrays.stream(counts).anyMatch(count -> count < 0)
                || Rle.sum(counts) != (long) height * width) {
            throw wrong(
                    fields,
                    "counts",
                    "runs of %d × %d = %d pixels".formatted(height, width, height * width),
                    Arrays.stream(counts).anyMatch(count -> count < 0)
                            ? "a negative run"
                            : Rle.sum(counts) + " pixels");
        }
        return Rle.of(height, width, counts);
    }

    private static boolean isNoSide(double side) {
        return side < 1 || side > LONGEST_SIDE || side != Math.rint(side);
    }

    private static int[] counts(JsonFields fields) {
        if (!fields.node().path("counts").isTextual()) {
            double[] numbers = fields.numbers("counts");
            if (numbers.length == 0
                    || Arrays.stream(numbers)
                            .anyMatch(each -> each != Math.rint(each) || each > 1 << 30)) {
                throw fields.wrong("counts", "run lengths, or their text");
            }
            return Arrays.stream(numbers).mapToInt(each -> (int) each).toArray();
        }
        try {
            return RleText.counts(fields.requiredText("counts"));
        } catch (IllegalArgumentException e) {
            throw wrong(fields, "counts", "COCO's text of run lengths", e.getMessage());
        }
    }

    private static Problem wrong(JsonFields fields, String name, String expected, String found) {
        return new Problem(
                "%s.%s: expected %s, found %s.".formatted(fields.place(), name, expected, found));
    }
}
