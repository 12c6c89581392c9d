package org.mambascope.dataset.coco;

import com.fasterxml.jackson.databind.JsonNode;

import org.mambascope.base.json.JsonFields;
import org.mambascope.image.mask.BoundingBox;

import java.util.Optional;
import java.util.OptionalDouble;

/** Fields that objects in annotations and in results have in common. */
final class CocoFields {
    private CocoFields() {}

    /** A number by which files refer to each other. */
    static long id(JsonFields fields, String name) {
        JsonNode node = fields.node().path(name);
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw fields.wrong(name, "a whole number");
        }
        return node.longValue();
    }

    /** How sure a detection is. */
    static double score(JsonFields fields) {
        JsonNode node = fields.node().path("score");
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
            throw fields.wrong("score", "a number");
        }
        return node.doubleValue();
    }

    /** The area in pixels, where it is given. */
    static OptionalDouble area(JsonFields fields) {
        JsonNode node = fields.node().path("area");
        if (node.isMissingNode() || node.isNull()) {
            return OptionalDouble.empty();
        }
        double area = node.doubleValue();
        if (!node.isNumber() || !(area >= 0) || Double.isInfinite(area)) {
            throw fields.wrong("area", "a number of pixels");
        }
        return OptionalDouble.of(area);
    }

    /** The box, where there is one. */
    static Optional<BoundingBox> box(JsonFields fields) {
        double[] numbers = fields.numbers("bbox");
        if (numbers.length == 0) {
            return Optional.empty();
        }
        if (numbers.length != 4 || numbers[2] < 0 || numbers[3] < 0) {
            throw fields.wrong("bbox", "x, y, width and height, the sizes not negative");
        }
        return Optional.of(new BoundingBox(numbers[0], numbers[1], numbers[2], numbers[3]));
    }

    /** Whether the object is a region of many; some tools write a number, some a truth value. */
    static boolean isCrowd(JsonFields fields) {
        JsonNode node = fields.node().path("iscrowd");
        return node.isBoolean()
                ? node.booleanValue()
                : fields.wholeNumber("iscrowd", 0, 1).orElse(0) == 1;
    }
}
