package org.mambascope.training.classification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

class AugmentationTest {
    private static final float BLACK = -1;

    /** One row of two pixels per colour. */
    private static final float[] PICTURE = {1, 2, 3, 4, 5, 6};

    private static final float[] BLACKS = {BLACK, BLACK, BLACK};

    @Test
    @DisplayName("without variation a picture stays as it is")
    void nothingIsChanged() {
        assertThat(Augmentation.NONE.apply(PICTURE, 1, 2, BLACKS, new SplittableRandom(1)))
                .containsExactly(PICTURE);
    }

    @Test
    @DisplayName("a picture is mirrored or not, all colours alike")
    void picturesAreMirrored() {
        assertThat(variants(new Augmentation(true, 0)))
                .containsExactlyInAnyOrder(
                        List.of(1f, 2f, 3f, 4f, 5f, 6f), List.of(2f, 1f, 4f, 3f, 6f, 5f));
    }

    @Test
    @DisplayName("a shift brings in black from the side, above or below")
    void shiftsBringInBlack() {
        assertThat(variants(new Augmentation(false, 1)))
                .containsExactlyInAnyOrder(
                        List.of(1f, 2f, 3f, 4f, 5f, 6f),
                        List.of(BLACK, 1f, BLACK, 3f, BLACK, 5f),
                        List.of(2f, BLACK, 4f, BLACK, 6f, BLACK),
                        List.of(BLACK, BLACK, BLACK, BLACK, BLACK, BLACK));
    }

    private static Set<List<Float>> variants(Augmentation augmentation) {
        SplittableRandom random = new SplittableRandom(3);
        Set<List<Float>> variants = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            float[] varied = augmentation.apply(PICTURE, 1, 2, BLACKS, random);
            variants.add(List.of(varied[0], varied[1], varied[2], varied[3], varied[4], varied[5]));
        }
        return variants;
    }
}
