package org.mambascope.dataset.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.base.Problem;
import org.mambascope.dataset.annotation.AnnotatedImage;
import org.mambascope.dataset.annotation.AnnotatedObject;
import org.mambascope.dataset.annotation.Category;
import org.mambascope.dataset.detection.DetectionDatasets;
import org.mambascope.image.mask.BinaryMask;
import org.mambascope.image.mask.BoundingBox;
import org.mambascope.image.mask.Rle;
import org.mambascope.image.mask.RleText;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

class ScenesTest {
    private static final String GARMENTS = "sample-images/fashion-mnist";

    /** Digests of the scenes that the specification's own generator makes of the same garments. */
    @ParameterizedTest
    @CsvSource({
        "val, 128, 128, 0, 2, 4abc1a47dd8516e0ecd7caf78a7bd3450d749ee0e0d4544283c2be49f19cc2ff",
        "val, 128, 128, 1, 4, 4da17bc160d8967015d62e1e93d1269980d50335f731ef79ae9d1bb6c20d8d9e",
        "val, 128, 128, 2, 1, 343507a5d8eef13caff0a8c71fd6adf4575d65956511057f5aa6a95abfc34eb1",
        "val, 128, 128, 3, 6, f9350b17134e288ec8d301d9dcd218cb3b44b9b076e5df1e61b1769b81505e6b",
        "val, 128, 128, 7, 6, 467e62cd01e6cc1f8c8b32eb61f2cf4dcffb7f3eb42a9971e083dae3731a705a",
        "val, 128, 128, 999, 1, f0f0d3676246f2e741dedf9ad2500a04440d91c3252ac4a13cc3bd6df8b2863b",
        "val, 96, 96, 5, 2, 3d9e4d9f174809f05cd8b72fa5134b557fb69a9d59396a6f4134dcd1795ebba2",
        "val, 96, 96, 6, 1, 429c8bbd83b7f24695987f54b7f0a350773564ac2f289e5e8a52da8081c1c7b1",
        "val, 160, 120, 11, 3, 732ae8e3ce0bd498dbb97e753f22038cdb291012c712b86dca1ac9b8f78f5c82",
        "val, 64, 200, 12, 6, e8f90d1110e0e7d07958882ad4d849c082b68811c4fad40d68faf5dc234b28ad",
        "val, 64, 64, 13, 3, 961e1081b3feafbb262552aefbd2819121b01d10ff204bf9695d8a21f37b12c1",
        "train, 128, 128, 0, 1, 66849bb680d8b590cd693ff8a1ebd30c092f49f27fc8ff220b49789d7d50d392",
        "train, 128, 128, 1, 3, 555c12d95aee551f99f679c18e75bf4c77d8a290bdc4946b2594bc23132558a8",
        "train, 96, 96, 17, 6, 00ee8a6f7590ea911d6dbcee3a67ab979ed96a9b0b180d4085da60fe41eccbde",
        "train, 128, 128, 9999, 5, 4029befcc63c47345a79b1171bf641967d063cbc87d666c3db6c92056ebc87c2",
        "train, 150, 90, 4, 2, e3a01619136d9f03ea911f1016dcc6846697afba0fa1bc227c24020799236ab6"
    })
    void areTheSameBytesAsTheSpecificationSays(
            String part, int width, int height, int index, int count, String digest)
            throws NoSuchAlgorithmException {
        Scenes scenes =
                Scenes.open("scenes:%s:%dx%d:10000:%s".formatted(part, width, height, GARMENTS));

        AnnotatedImage image = scenes.image(index);

        assertThat(image.objects()).hasSize(count);
        assertThat(digest(scenes.picture(index).rgb(), image)).isEqualTo(digest);
    }

    private static String digest(int[] rgb, AnnotatedImage image) throws NoSuchAlgorithmException {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        for (int pixel : rgb) {
            sha.update(new byte[] {(byte) (pixel >> 16), (byte) (pixel >> 8), (byte) pixel});
        }
        for (AnnotatedObject object : image.objects()) {
            sha.update((byte) object.category());
            BinaryMask mask = mask(image, object).toMask();
            for (int i = 0; i < rgb.length; i++) {
                sha.update((byte) (mask.at(i % image.width(), i / image.width()) ? 1 : 0));
            }
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private static Rle mask(AnnotatedImage image, AnnotatedObject object) {
        return object.segmentation().mask(image.height(), image.width()).orElseThrow();
    }

    @Test
    void haveTheBoxAreaAndRunLengthsOfWhatIsVisible() {
        AnnotatedImage image = Scenes.open("scenes:val:300:" + GARMENTS).image(0);

        AnnotatedObject first = image.objects().getFirst();
        assertThat(image.id()).isEqualTo(1);
        assertThat(image.name()).isEqualTo("000000.png");
        assertThat(first.category()).isEqualTo(0);
        assertThat(first.box()).isEqualTo(new BoundingBox(15, 5, 46, 62));
        assertThat(first.area()).isEqualTo(1436);
        assertThat(first.crowd()).isFalse();
        assertThat(RleText.of(mask(image, first)))
                .isEqualTo(
                        "\\l18g32N1]L21De02^19lM10Dg02\\1:mM0j0FX1;nMOi0GY1:nMOh0HZ19nMOh0HX1;PNMi0GW1<PNMj0FV1=PNMj0FV1=PNMj0FV1=PNM2Dc02]1;[NJ5Ka1:ZNK5Kb1:mMK00a0Kb1;lMK0Ob0Ka1Q1_NoN`1R1`NnN`1R1`NnN`1T1^NlNb1T1^NlNb1V1\\NjNd1V1\\NjNd1V1\\NjNd1V1[NkNe1U1ZNlNf1T1ZNlNf1T1ZNlNf1U1YNkNg1U1XNlNh1T1WNmNj1S1UNmNl1S1SNmNm1V1oMkNQ2a0R1O1M3O1M5H602N0O1O1OY[8");
    }

    @Test
    void areOneThousandOf128PixelsIfNothingElseIsSaid() {
        Scenes scenes = Scenes.open("scenes:val:" + GARMENTS);

        assertThat(scenes.size()).isEqualTo(1000);
        assertThat(scenes.garments()).isEqualTo(10_000);
        assertThat(scenes.image(0).width()).isEqualTo(128);
        assertThat(scenes.image(0).height()).isEqualTo(128);
        assertThat(scenes.categories().getFirst()).isEqualTo(new Category(1, "T-shirt/top"));
        assertThat(scenes.categories().getLast()).isEqualTo(new Category(10, "Ankle boot"));
    }

    @Test
    void saysWhereGarmentsAreMissing() {
        assertThat(Scenes.open("scenes:val:5:" + GARMENTS).notes()).isEmpty();
        assertThat(Scenes.open("scenes:train:5:" + GARMENTS).notes())
                .containsExactly(
                        "The scenes of scenes:train:5:sample-images/fashion-mnist are composed of"
                                + " 256 garments, not of the 60000 that Fashion-MNIST has, and"
                                + " differ from those.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scenes:test",
                "scenes:",
                "scenes:val:0",
                "scenes:val:63x128",
                "scenes:val:12345678"
            })
    void refusesANameOfNoScenes(String source) {
        assertThatThrownBy(() -> DetectionDatasets.open(source))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(source.substring(source.lastIndexOf(':') + 1));
    }

    @Test
    void refusesAFolderOfOtherImages(@TempDir Path folder) {
        assertThatThrownBy(() -> Scenes.open("scenes:val:10:" + folder))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(folder.toString());
        assertThatThrownBy(() -> Scenes.open("scenes:val:10:" + GARMENTS + "/pictures"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("expected Fashion-MNIST");
    }

    @Test
    void saysWhatCanBeNamedInsteadOfWhatIsNotThere() {
        assertThatThrownBy(() -> DetectionDatasets.open("nowhere"))
                .isInstanceOf(Problem.class)
                .hasMessage(
                        "There is no file or folder nowhere: name COCO's annotations, their"
                                + " folder, or scenes:val.");
        assertThat(DetectionDatasets.open("scenes:val:5:" + GARMENTS).size()).isEqualTo(5);
    }
}
