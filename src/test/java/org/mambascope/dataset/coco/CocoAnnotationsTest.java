package org.mambascope.dataset.coco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mambascope.base.Problem;
import org.mambascope.dataset.annotation.AnnotatedObject;
import org.mambascope.dataset.annotation.Category;
import org.mambascope.image.mask.BoundingBox;
import org.mambascope.image.mask.Rle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class CocoAnnotationsTest {
    /**
     * Objects come before what they refer to, ids have gaps, and unknown fields are passed over.
     */
    private static final String WHOLE =
            """
            {"info": {"images": [1]},
             "annotations": [
              {"id": 1, "image_id": 70, "category_id": 90, "iscrowd": 0, "area": 5.5, "ignore": 1,
               "bbox": [1, 2, 2.5, 1], "segmentation": [[1, 2, 3, 2, 3, 3, 1, 3]]},
              {"id": 2, "image_id": 70, "category_id": 3, "iscrowd": 1, "area": 3,
               "bbox": [0, 0, 1, 3], "segmentation": {"size": [3, 4], "counts": [0, 3, 9]}},
              {"id": 3, "image_id": 70, "category_id": 3,
               "segmentation": {"size": [3, 4], "counts": "039"}},
              {"id": 4, "image_id": 70, "category_id": 3, "bbox": [1, 1, 2, 2], "segmentation": []}],
             "images": [{"id": 5, "file_name": "empty.png", "width": 4, "height": 3},
                        {"id": 70, "file_name": "full.png", "width": 4, "height": 3}],
             "categories": [{"id": 90, "name": "cup"}, {"id": 3, "name": "car"}]}
            """;

    @TempDir private Path folder;

    private Path file(String json) throws IOException {
        return Files.writeString(folder.resolve("annotations.json"), json);
    }

    @Test
    void readsImagesCategoriesAndObjectsInTheOrderOfTheFile() throws IOException {
        CocoAnnotations annotations = CocoAnnotations.read(file(WHOLE));

        assertThat(annotations.categories())
                .containsExactly(new Category(90, "cup"), new Category(3, "car"));
        assertThat(annotations.images().getFirst().objects()).isEmpty();
        List<AnnotatedObject> objects = annotations.images().getLast().objects();
        assertThat(objects).extracting(AnnotatedObject::category).containsExactly(0, 1, 1, 1);
        assertThat(objects)
                .extracting(AnnotatedObject::crowd)
                .containsExactly(false, true, false, false);
        assertThat(objects.getFirst().box()).isEqualTo(new BoundingBox(1, 2, 2.5, 1));
        assertThat(objects.getFirst().segmentation().mask(3, 4))
                .contains(Rle.of(3, 4, 5, 1, 2, 1, 3));
        assertThat(objects.get(1).segmentation().mask(3, 4)).contains(Rle.of(3, 4, 0, 3, 9));
    }

    @Test
    void takesBoxAndAreaOfTheMaskWhereTheyAreMissing() throws IOException {
        List<AnnotatedObject> objects =
                CocoAnnotations.read(file(WHOLE)).images().getLast().objects();

        assertThat(objects).extracting(AnnotatedObject::area).containsExactly(5.5, 3.0, 3.0, 4.0);
        assertThat(objects.get(2).box()).isEqualTo(new BoundingBox(0, 0, 1, 3));
        assertThat(objects.get(3).segmentation().mask(3, 4)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"image_id\": 70, \"category_id\": 90 | \"image_id\": 71, \"category_id\": 90"
                        + " | annotations[0].image_id: expected the id of an image, found 71.",
                "\"category_id\": 90 | \"category_id\": 4"
                        + " | annotations[0].category_id: expected the id of a category, found 4.",
                "[0, 3, 9] | [0, 3, 8]"
                        + " | annotations[1].segmentation.counts: expected runs of 3 × 4 = 12 pixels, found 11 pixels.",
                "[0, 3, 9] | [15, -3]"
                        + " | annotations[1].segmentation.counts: expected runs of 3 × 4 = 12 pixels, found a negative run.",
                "\"039\" | \"0 9\""
                        + " | annotations[2].segmentation.counts: expected COCO's text of run lengths, found “ ” at place 1.",
                "\"counts\": \"039\" | \"counts\": 39"
                        + " | annotations[2].segmentation.counts: expected a list, found 39.",
                "\"size\": [3, 4], \"counts\": [0 | \"size\": [4, 3], \"counts\": [0"
                        + " | annotations[1].segmentation.size: expected that of the image, 3 and 4, found 4 and 3.",
                "[1, 2, 2.5, 1] | [1, NaN, 2.5, 1]"
                        + " | annotations[0].bbox[1]: expected a number, found \"NaN\".",
                "[1, 2, 2.5, 1] | [1, 2, -2.5, 1]"
                        + " | annotations[0].bbox: expected x, y, width and height, the sizes not negative, found [1,2,-2.5,1].",
                "[[1, 2, 3, 2, 3, 3, 1, 3]] | [[1, 2, 3, 2]]"
                        + " | annotations[0].segmentation[0]: expected x and y of at least three corners, at most 1048576 pixels away, found 4 numbers.",
                "\"area\": 5.5 | \"area\": -5.5"
                        + " | annotations[0].area: expected a number of pixels, found -5.5.",
                "\"category_id\": 90 | \"category_id\": \"cup\""
                        + " | annotations[0].category_id: expected a whole number, found \"cup\".",
                "\"iscrowd\": 1 | \"iscrowd\": 2"
                        + " | annotations[1].iscrowd: expected a whole number from 0 to 1, found 2.",
                "\"bbox\": [1, 1, 2, 2] | \"bbox\": []"
                        + " | annotations[3].bbox: expected a box or a mask, found neither.",
                "\"width\": 4, \"height\": 3}] | \"height\": 3}]"
                        + " | images[1].width: expected a whole number from 1 to 32768, found nothing.",
                "\"id\": 70, \"file_name\" | \"id\": 5, \"file_name\""
                        + " | images[1].id: expected an id that no image before it has, found 5.",
                "{\"id\": 3, \"name\" | {\"id\": 90, \"name\""
                        + " | categories[1].id: expected an id that no category before it has, found 90.",
                "\"categories\" | \"classes\" | categories: expected a list, found nothing.",
                "\"images\": [{\"id\": 5 | \"images\": {\"id\": 5"
                        + " | images: expected a list, found a JSON object.",
                "\"car\"}]} | \"car\"}]}}"
                        + " | expected JSON, found an error at line 12, column 70: Unexpected close marker '}': no open Object to close.",
                "\"file_name\": \"full.png\" | \"file_name\": 3"
                        + " | images[1].file_name: expected a text, found 3.",
                "\"car\"}]} | \"car\"}"
                        + " | expected JSON, found an error at line 13, column 1: the text ends too early."
            })
    void refusesWhatIsMissingRefersToNothingOrCannotBe(String before, String after, String expected)
            throws IOException {
        Path file = file(WHOLE.replace(before, after));

        assertThatThrownBy(() -> CocoAnnotations.read(file))
                .isInstanceOf(Problem.class)
                .hasMessage(file + ": " + expected);
    }

    @Test
    void refusesAFileWithoutImages() throws IOException {
        Path file = file("{\"images\": [], \"annotations\": [], \"categories\": []}");

        assertThatThrownBy(() -> CocoAnnotations.read(file))
                .isInstanceOf(Problem.class)
                .hasMessage(file + ": expected images and categories, found 0 and 0 of them.");
    }
}
