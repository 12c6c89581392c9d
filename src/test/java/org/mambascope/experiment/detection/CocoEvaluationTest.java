package org.mambascope.experiment.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mambascope.base.Problem;
import org.mambascope.base.json.Json;
import org.mambascope.dataset.annotation.AnnotatedImage;
import org.mambascope.dataset.annotation.AnnotatedObject;
import org.mambascope.dataset.annotation.Detection;
import org.mambascope.dataset.annotation.Segmentation;
import org.mambascope.dataset.coco.CocoAnnotations;
import org.mambascope.dataset.coco.CocoCases;
import org.mambascope.dataset.coco.CocoFolder;
import org.mambascope.dataset.coco.CocoResults;
import org.mambascope.image.mask.BoundingBox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class CocoEvaluationTest {
    private static final double TOLERANCE = 1e-9;

    @TempDir private Path folder;

    static Stream<JsonNode> cases() {
        return CocoCases.get("cases").valueStream();
    }

    private CocoFolder dataset(JsonNode example) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("annotations.json"),
                        Json.MAPPER.writeValueAsString(example.get("gt")));
        return new CocoFolder("case", CocoAnnotations.read(file), folder);
    }

    private CocoEvaluation evaluation(JsonNode example, OverlapKind kind, DetectionLimits limits)
            throws IOException {
        CocoFolder dataset = dataset(example);
        Path results =
                Files.writeString(
                        folder.resolve("results.json"),
                        Json.MAPPER.writeValueAsString(example.get("dt")));
        return evaluation(dataset, CocoResults.read(results, dataset), kind, limits);
    }

    private static CocoEvaluation evaluation(
            CocoFolder dataset,
            List<List<Detection>> detections,
            OverlapKind kind,
            DetectionLimits limits) {
        List<ImageMatches> images = new ArrayList<>();
        for (int i = 0; i < dataset.size(); i++) {
            images.add(ImageMatches.of(kind, limits, dataset.image(i), detections.get(i)));
        }
        return new CocoEvaluation(dataset.categories().size(), limits, images);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void givesTheNumbersOfCocoapiForBoxes(JsonNode example) throws IOException {
        assertNumbers(example, OverlapKind.BOX, example.get("bbox"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void givesTheNumbersOfCocoapiForMasks(JsonNode example) throws IOException {
        assertNumbers(example, OverlapKind.MASK, example.get("segm"));
    }

    private void assertNumbers(JsonNode example, OverlapKind kind, JsonNode expected)
            throws IOException {
        CocoEvaluation coco = evaluation(example, kind, DetectionLimits.COCO);
        CocoEvaluation mmdetection = evaluation(example, kind, DetectionLimits.MMDETECTION);

        assertClose(coco.metrics().toList(), expected.get("stats"));
        assertClose(mmdetection.metrics().toList(), expected.get("stats_mmdet"));
        assertClose(
                coco.byCategory().stream().map(each -> each.toList().getFirst()).toList(),
                expected.get("per_category"));
    }

    private static void assertClose(List<Double> numbers, JsonNode expected) {
        assertThat(numbers).hasSize(expected.size());
        for (int i = 0; i < numbers.size(); i++) {
            assertThat(numbers.get(i))
                    .as("number %d", i)
                    .isCloseTo(expected.get(i).doubleValue(), within(TOLERANCE));
        }
    }

    private static final AnnotatedObject OBJECT = object(0, 0);

    private static AnnotatedObject object(double x, double y) {
        return new AnnotatedObject(
                0, new BoundingBox(x, y, 10, 10), 100, false, Segmentation.UNKNOWN);
    }

    private static Detection detection(double score, double x) {
        return new Detection(0, score, new BoundingBox(x, 0, 10, 10), Optional.empty());
    }

    private static ImageMatches matches(List<AnnotatedObject> objects, Detection... detections) {
        return matches(1, objects, detections);
    }

    private static ImageMatches matches(
            long id, List<AnnotatedObject> objects, Detection... detections) {
        return ImageMatches.of(
                OverlapKind.BOX,
                DetectionLimits.COCO,
                new AnnotatedImage(id, "image", 100, 100, objects),
                List.of(detections));
    }

    @Test
    void hasACurveOfPrecisionOverRecall() {
        // Hit, miss, hit, of two objects: precision 1 to a recall of ½, then ⅔.
        CocoEvaluation evaluation =
                new CocoEvaluation(
                        2,
                        DetectionLimits.COCO,
                        List.of(
                                matches(
                                        List.of(OBJECT, object(50, 0)),
                                        detection(.9, 0),
                                        detection(.8, 25),
                                        detection(.7, 50))));

        PrecisionCurve curve = evaluation.curve(0, 0).orElseThrow();

        assertThat(curve.recall()).isEqualTo(1);
        for (int point = 0; point < PrecisionCurve.POINTS; point++) {
            assertThat(curve.precision()[point])
                    .isCloseTo(point <= 50 ? 1 : 2 / 3.0, within(1e-12));
        }
        assertThat(evaluation.metrics().get(CocoMetric.AP_50))
                .hasValueCloseTo((51 + 50 * 2 / 3.0) / 101, within(1e-12));
        assertThat(evaluation.curve(1, 0)).isEmpty();
        assertThat(evaluation.metrics().get(CocoMetric.AP_LARGE)).isEmpty();
    }

    @Test
    void countsAnImageOfAResampleAsOftenAsItIsInIt() {
        ImageMatches found = matches(List.of(OBJECT), detection(.9, 0), detection(.3, 50));
        ImageMatches missed = matches(List.of(OBJECT), detection(.8, 50));
        ImageMatches empty = matches(List.of());
        CocoEvaluation evaluation = evaluation(found, missed, empty);

        CocoMetrics resample = evaluation.metrics(new int[] {2, 1, 0});

        assertThat(resample).isEqualTo(evaluation(found, found, missed).metrics());
        assertThat(evaluation.metrics(new int[] {1, 1, 1})).isEqualTo(evaluation.metrics());
        assertThat(evaluation.metrics(new int[] {0, 0, 5}).values()).isEmpty();
    }

    private static CocoEvaluation evaluation(ImageMatches... images) {
        return new CocoEvaluation(1, DetectionLimits.COCO, List.of(images));
    }

    @Test
    void decidesBetweenEqualScoresByTheIdsOfImages() {
        ImageMatches hit = matches(5, List.of(OBJECT), detection(.5, 0));
        ImageMatches missBefore = matches(2, List.of(), detection(.5, 50));
        ImageMatches missAfter = matches(8, List.of(), detection(.5, 50));

        assertThat(evaluation(hit, missBefore).metrics().get(CocoMetric.AP_50))
                .hasValueCloseTo(0.5, within(1e-12));
        assertThat(evaluation(missAfter, hit).metrics().get(CocoMetric.AP_50))
                .hasValueCloseTo(1.0, within(1e-12));
    }

    @Test
    void refusesToCompareMasksThatAreMissing() {
        AnnotatedImage image = new AnnotatedImage(1, "a.png", 100, 100, List.of(OBJECT));

        assertThatThrownBy(
                        () ->
                                ImageMatches.of(
                                        OverlapKind.MASK,
                                        DetectionLimits.COCO,
                                        image,
                                        List.of(detection(1, 0))))
                .isInstanceOf(Problem.class)
                .hasMessage(
                        "a.png: expected an outline of each object to compare masks, found one"
                                + " with a box alone.");
    }

    @Test
    void thresholdsAndRecallsAreRoundedAsNumpyRoundsThem() {
        assertThat(IntStream.range(0, IouThreshold.COUNT).mapToDouble(IouThreshold::value))
                .containsExactly(
                        0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.8999999999999999, 0.95);
        assertThat(PrecisionCurve.recall(29)).isEqualTo(0.29);
        assertThat(PrecisionCurve.recall(57)).isEqualTo(0.5700000000000001);
    }
}
