package org.mambascope.training.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mambascope.training.detection.MaxIouAssigner.ANCHORS;
import static org.mambascope.training.detection.MaxIouAssigner.BACKGROUND;
import static org.mambascope.training.detection.MaxIouAssigner.IGNORED;
import static org.mambascope.training.detection.MaxIouAssigner.REGIONS;

import org.junit.jupiter.api.Test;
import org.mambascope.model.detection.box.Boxes;

class MaxIouAssignerTest {
    /** Overlaps with an object from 0 to 10: 1, 0.8, 0.5, 0.2 and 0. */
    private static final Boxes BOXES =
            Boxes.of(0, 0, 10, 10, 0, 0, 10, 8, 0, 0, 10, 5, 0, 0, 10, 2, 20, 20, 30, 30);

    @Test
    void assignsByOverlapAndIgnoresWhatIsBetween() {
        assertThat(ANCHORS.assign(BOXES, Boxes.of(0, 0, 10, 10)))
                .containsExactly(0, 0, IGNORED, BACKGROUND, BACKGROUND);
        assertThat(REGIONS.assign(BOXES, Boxes.of(0, 0, 10, 10)))
                .containsExactly(0, 0, 0, BACKGROUND, BACKGROUND);
    }

    @Test
    void givesEveryObjectItsBestBoxesIfTheyOverlapItEnough() {
        Boxes far = BOXES.select(2, 3, 2);

        assertThat(ANCHORS.assign(far, Boxes.of(0, 0, 10, 10))).containsExactly(0, BACKGROUND, 0);
        assertThat(ANCHORS.assign(BOXES.select(3), Boxes.of(0, 0, 10, 10)))
                .containsExactly(BACKGROUND);
    }

    @Test
    void givesABoxToAnObjectThatHasNoBetterOneEvenIfItOverlapsAnotherMore() {
        Boxes objects = Boxes.of(0, 0, 10, 10, 0, 0, 10, 4);

        assertThat(ANCHORS.assign(BOXES.select(0, 1), objects)).containsExactly(0, 1);
    }

    @Test
    void findsOnlyBackgroundWhereThereAreNoObjects() {
        assertThat(REGIONS.assign(BOXES.select(0, 1), Boxes.NONE))
                .containsExactly(BACKGROUND, BACKGROUND);
    }
}
