package org.mambascope.model.detection.box;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DescendingOrderTest {
    @Test
    void sortsFromTheHighestAndKeepsTheOrderOfEqualScores() {
        float[] scores = {-1, 0f, 3, -0f, 3, -2, Float.NEGATIVE_INFINITY};

        assertThat(DescendingOrder.of(scores)).containsExactly(2, 4, 1, 3, 0, 5, 6);
        assertThat(DescendingOrder.first(scores, 2)).containsExactly(2, 4);
        assertThat(DescendingOrder.first(scores, 9)).hasSize(7);
    }
}
