package org.mambascope.image.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mambascope.base.json.Json;
import org.mambascope.dataset.coco.CocoCases;

import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

class RleTest {
    private static final JsonNode ANSWERS = CocoCases.get("rle");

    static Stream<JsonNode> polygons() {
        return ANSWERS.get("polygons").valueStream();
    }

    static Stream<JsonNode> masks() {
        return ANSWERS.get("masks").valueStream();
    }

    static Stream<JsonNode> merges() {
        return ANSWERS.get("merges").valueStream();
    }

    @ParameterizedTest
    @MethodSource("polygons")
    void fillsPolygonsAsCocoapi(JsonNode answer) {
        Rle mask =
                PolygonMask.of(
                        answer.get("h").intValue(),
                        answer.get("w").intValue(),
                        doubles(answer.get("polygon")));

        assertAnswer(mask, answer);
    }

    @ParameterizedTest
    @MethodSource("masks")
    void encodesPixelsAsCocoapi(JsonNode answer) {
        BinaryMask pixels = pixels(answer);

        Rle mask = Rle.of(pixels);

        assertAnswer(mask, answer);
        assertThat(mask.toMask()).isEqualTo(pixels);
        assertThat(mask.area()).isEqualTo(pixels.area());
    }

    @ParameterizedTest
    @MethodSource("merges")
    void mergesAsCocoapi(JsonNode answer) {
        List<Rle> parts = masks(answer, "parts");

        Rle merged =
                answer.get("intersect").booleanValue() ? Rle.intersection(parts) : Rle.union(parts);

        assertThat(RleText.of(merged)).isEqualTo(answer.get("compressed").textValue());
        assertThat(merged.area()).isEqualTo(answer.get("area").longValue());
    }

    @Test
    void overlapsAsCocoapi() {
        JsonNode answer = ANSWERS.get("iou").get(0);
        List<Rle> detections = masks(answer, "dt");
        List<Rle> objects = masks(answer, "gt");

        for (int i = 0; i < detections.size(); i++) {
            for (int j = 0; j < objects.size(); j++) {
                boolean crowd = answer.get("crowd").get(j).intValue() == 1;
                assertThat(detections.get(i).overlap(objects.get(j), crowd))
                        .isCloseTo(answer.get("iou").get(i).get(j).doubleValue(), within(1e-15));
            }
        }
    }

    @Test
    void overlapsOfBoxesAreThoseOfCocoapi() {
        JsonNode answer = ANSWERS.get("boxes").get(0);

        for (int i = 0; i < answer.get("dt").size(); i++) {
            for (int j = 0; j < answer.get("gt").size(); j++) {
                boolean crowd = answer.get("crowd").get(j).intValue() == 1;
                assertThat(
                                box(answer.get("dt").get(i))
                                        .overlap(box(answer.get("gt").get(j)), crowd))
                        .isCloseTo(answer.get("iou").get(i).get(j).doubleValue(), within(1e-15));
            }
        }
    }

    @Test
    void refusesRunsThatAreNoMask() {
        assertThatIllegalArgumentException().isThrownBy(() -> Rle.of(2, 2, 1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> Rle.of(2, 2, 5, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> RleText.counts("1 "));
        assertThatIllegalArgumentException().isThrownBy(() -> RleText.counts("1P"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rle.of(1, 4, 4).overlap(Rle.of(2, 2, 4), false));
    }

    private static void assertAnswer(Rle mask, JsonNode answer) {
        String text = answer.get("compressed").textValue();
        if (answer.has("counts")) {
            assertThat(mask.counts())
                    .containsExactly(Json.MAPPER.convertValue(answer.get("counts"), int[].class));
        }
        assertThat(RleText.of(mask)).isEqualTo(text);
        assertThat(RleText.counts(text)).containsExactly(mask.counts());
        assertThat(mask.area()).isEqualTo(answer.get("area").longValue());
        assertThat(mask.box()).isEqualTo(box(answer.get("bbox")));
    }

    private static BinaryMask pixels(JsonNode answer) {
        int width = answer.get("w").intValue();
        BitSet pixels = new BitSet();
        for (int y = 0; y < answer.get("rows").size(); y++) {
            for (int x = 0; x < width; x++) {
                pixels.set(y * width + x, answer.get("rows").get(y).textValue().charAt(x) == '1');
            }
        }
        return BinaryMask.of(width, answer.get("h").intValue(), pixels);
    }

    private static List<Rle> masks(JsonNode answer, String name) {
        return answer.get(name)
                .valueStream()
                .map(
                        text ->
                                Rle.of(
                                        answer.get("h").intValue(),
                                        answer.get("w").intValue(),
                                        RleText.counts(text.textValue())))
                .toList();
    }

    private static BoundingBox box(JsonNode numbers) {
        double[] box = doubles(numbers);
        return new BoundingBox(box[0], box[1], box[2], box[3]);
    }

    private static double[] doubles(JsonNode numbers) {
        return Json.MAPPER.convertValue(numbers, double[].class);
    }
}
