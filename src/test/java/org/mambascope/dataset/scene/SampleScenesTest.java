package org.mambascope.dataset.scene;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mambascope.base.json.Json;
import org.mambascope.dataset.annotation.AnnotatedImage;
import org.mambascope.dataset.annotation.AnnotatedObject;
import org.mambascope.dataset.annotation.DetectionDataset;
import org.mambascope.dataset.coco.CocoFolder;
import org.mambascope.image.Picture;
import org.mambascope.image.mask.Rle;
import org.mambascope.image.mask.RleText;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

/** The folder {@code sample-images/scenes} is the beginning of {@code scenes:val}. */
class SampleScenesTest {
    private static final String RENEW = "mambascope.renew.samples";
    private static final Path FOLDER = Path.of("sample-images/scenes");
    private static final Scenes SCENES = Scenes.open("scenes:val:128x128:16");

    @Test
    @DisplayName("its images and objects are those that are composed")
    void isComposed() throws IOException {
        if (Boolean.getBoolean(RENEW)) {
            write();
        }
        DetectionDataset folder = CocoFolder.open(FOLDER);

        assertThat(folder.size()).isEqualTo(SCENES.size());
        assertThat(folder.categories()).isEqualTo(SCENES.categories());
        for (int i = 0; i < folder.size(); i++) {
            assertThat(folder.picture(i).rgb())
                    .as("to renew it: mvn test -Dtest=SampleScenesTest -D%s=true", RENEW)
                    .isEqualTo(SCENES.picture(i).rgb());
            assertThat(masks(folder.image(i))).isEqualTo(masks(SCENES.image(i)));
        }
    }

    private static List<Rle> masks(AnnotatedImage image) {
        return image.objects().stream().map(each -> mask(image, each)).toList();
    }

    private static Rle mask(AnnotatedImage image, AnnotatedObject object) {
        return object.segmentation().mask(image.height(), image.width()).orElseThrow();
    }

    private static void write() throws IOException {
        Files.createDirectories(FOLDER);
        ObjectNode root = Json.MAPPER.createObjectNode();
        ArrayNode images = root.putArray("images");
        ArrayNode annotations = root.putArray("annotations");
        ArrayNode categories = root.putArray("categories");
        SCENES.categories()
                .forEach(
                        each ->
                                categories
                                        .addObject()
                                        .put("id", each.id())
                                        .put("name", each.name()));
        for (int i = 0; i < SCENES.size(); i++) {
            AnnotatedImage image = SCENES.image(i);
            String name = "scene-%02d.png".formatted(i + 1);
            writePng(SCENES.picture(i), FOLDER.resolve(name));
            images.addObject()
                    .put("id", image.id())
                    .put("file_name", name)
                    .put("width", image.width())
                    .put("height", image.height());
            image.objects().forEach(object -> annotate(annotations, image, object));
        }
        Json.MAPPER.writeValue(FOLDER.resolve("annotations.json").toFile(), root);
    }

    private static void annotate(
            ArrayNode annotations, AnnotatedImage image, AnnotatedObject object) {
        ObjectNode node =
                annotations
                        .addObject()
                        .put("id", annotations.size())
                        .put("image_id", image.id())
                        .put("category_id", SCENES.categories().get(object.category()).id())
                        .put("area", object.area())
                        .put("iscrowd", 0);
        ArrayNode box = node.putArray("bbox");
        object.box().toList().forEach(box::add);
        ObjectNode mask = node.putObject("segmentation");
        mask.putArray("size").add(image.height()).add(image.width());
        mask.put("counts", RleText.of(mask(image, object)));
    }

    private static void writePng(Picture picture, Path file) throws IOException {
        BufferedImage image =
                new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, picture.width(), picture.height(), picture.rgb(), 0, picture.width());
        ImageIO.write(image, "png", file.toFile());
    }
}
