package org.mambascope.dataset.coco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mambascope.base.Problem;
import org.mambascope.dataset.annotation.Detection;
import org.mambascope.image.Picture;
import org.mambascope.image.mask.BoundingBox;
import org.mambascope.image.mask.Rle;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import javax.imageio.ImageIO;

class CocoFolderTest {
    private static final String ANNOTATIONS =
            """
            {"images": [{"id": 8, "file_name": "a.png", "width": 4, "height": 3}],
             "annotations": [{"id": 1, "image_id": 8, "category_id": 7, "bbox": [0, 0, 2, 2]}],
             "categories": [{"id": 7, "name": "cup"}]}
            """;

    @TempDir private Path root;

    private static void write(Path file, int width) throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(width, 3, BufferedImage.TYPE_INT_RGB);
        image.setRGB(1, 2, 0x123456);
        ImageIO.write(image, "png", file.toFile());
    }

    @BeforeEach
    void aFolder() throws IOException {
        Files.createDirectories(root.resolve("annotations"));
    }

    @ParameterizedTest
    @CsvSource({
        "annotations.json, a.png, .",
        "annotations.json, images/a.png, .",
        "annotations/annotations.json, a.png, .",
        "annotations/instances_val2017.json, val2017/a.png, .",
        "annotations/instances_val2017.json, val2017/a.png, val2017",
        "annotations/instances_val2017.json, val2017/a.png, annotations/instances_val2017.json",
        "annotations/mine.json, images/a.png, annotations/mine.json"
    })
    void findsAnnotationsAndImages(String annotations, String image, String path)
            throws IOException {
        Files.writeString(root.resolve(annotations), ANNOTATIONS);
        write(root.resolve(image), 4);

        CocoFolder dataset = CocoFolder.open(root.resolve(path));

        assertThat(dataset.size()).isEqualTo(1);
        assertThat(dataset.image(0).objects()).hasSize(1);
        Picture picture = dataset.picture(0);
        assertThat(picture.rgb()[2 * 4 + 1]).isEqualTo(0x123456);
    }

    @Test
    void refusesAFolderWithoutOneFileOfAnnotations() throws IOException {
        assertThat(CocoFolder.isIn(root)).isFalse();
        assertThatThrownBy(() -> CocoFolder.open(root))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("found none");

        Files.writeString(root.resolve("annotations/instances_a.json"), ANNOTATIONS);
        Files.writeString(root.resolve("annotations/instances_b.json"), ANNOTATIONS);

        assertThat(CocoFolder.isIn(root)).isTrue();
        assertThatThrownBy(() -> CocoFolder.open(root))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("instances_a.json")
                .hasMessageContaining("instances_b.json");
    }

    @Test
    void refusesAnnotationsWithoutTheirImages() throws IOException {
        Path file = Files.writeString(root.resolve("annotations.json"), ANNOTATIONS);

        assertThatThrownBy(() -> CocoFolder.open(root))
                .isInstanceOf(Problem.class)
                .hasMessage(
                        file
                                + ": expected the image a.png beside it, in a folder images or"
                                + " annotations, found none.");
    }

    @Test
    void refusesAnImageOfAnotherSizeThanItsAnnotations() throws IOException {
        Files.writeString(root.resolve("annotations.json"), ANNOTATIONS);
        write(root.resolve("a.png"), 5);
        CocoFolder dataset = CocoFolder.open(root);

        assertThatThrownBy(() -> dataset.picture(0))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("expected 4 × 3 pixels")
                .hasMessageContaining("found 5 × 3");
    }

    @Test
    void readsTheResultsThatItWrites() throws IOException {
        CocoFolder dataset = aDataset();
        List<List<Detection>> detections =
                List.of(
                        List.of(
                                new Detection(
                                        0,
                                        0.75,
                                        new BoundingBox(0.1, 0, 2, 2.5),
                                        Optional.of(Rle.of(3, 4, 1, 1, 10))),
                                new Detection(
                                        0, 0.5, new BoundingBox(1, 1, 2, 2), Optional.empty())));
        Path file = root.resolve("results.json");

        CocoResults.write(file, dataset, detections);

        assertThat(CocoResults.read(file, dataset)).isEqualTo(detections);
        assertThat(file)
                .content()
                .startsWith("[{\"image_id\":8,\"category_id\":7,\"bbox\":[0.1,0.0,2.0,2.5],");
    }

    @Test
    void givesResultsWithoutABoxThatOfTheirMask() throws IOException {
        Path file =
                Files.writeString(
                        root.resolve("results.json"),
                        """
                        [{"image_id": 8, "category_id": 7, "score": 1,
                          "segmentation": {"size": [3, 4], "counts": [3, 2, 7]}}]
                        """);

        assertThat(CocoResults.read(file, aDataset()).getFirst().getFirst().box())
                .isEqualTo(new BoundingBox(1, 0, 1, 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"image_id\": 9}] | : [0].image_id: expected the id of an image of the dataset, found 9.",
                "[{\"image_id\": 8, \"category_id\": 1}]"
                        + " | : [0].category_id: expected the id of a category of the dataset, found 1.",
                "[{\"image_id\": 8, \"category_id\": 7, \"bbox\": [0, 0, 1, 1]}]"
                        + " | : [0].score: expected a number, found nothing.",
                "[{\"image_id\": 8, \"category_id\": 7, \"score\": 1}]"
                        + " | : [0].bbox: expected a box or a mask, found nothing.",
                "{} | : expected a list, found a JSON object."
            })
    void refusesResultsOfAnotherDataset(String json, String expected) throws IOException {
        CocoFolder dataset = aDataset();
        Path file = Files.writeString(root.resolve("results.json"), json);

        assertThatThrownBy(() -> CocoResults.read(file, dataset))
                .isInstanceOf(Problem.class)
                .hasMessage(file + expected);
    }

    private CocoFolder aDataset() throws IOException {
        Files.writeString(root.resolve("annotations.json"), ANNOTATIONS);
        write(root.resolve("a.png"), 4);
        return CocoFolder.open(root);
    }
}
