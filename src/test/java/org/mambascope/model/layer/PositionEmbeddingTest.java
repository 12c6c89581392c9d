package org.mambascope.model.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mambascope.model.TokenOrder;
import org.mambascope.tensor.device.Devices;
import org.mambascope.tensor.dispatch.KernelSelection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A position embedding of one channel, whose patches hold their column and whose class tokens hold
 * 100, 101.
 */
class PositionEmbeddingTest {
    private static final int SIDE = 4;

    @ParameterizedTest
    @EnumSource(ClassToken.class)
    void classTokensKeepTheirRowsWhereverTheyStand(ClassToken place) {
        List<String> notes = new ArrayList<>();
        float[] fitted = fitted(place, 6, notes);
        int[] cells = place.among(6, 6).cells();
        int classToken = 0;
        for (int position = 0; position < cells.length; position++) {
            if (cells[position] == TokenOrder.CLASS_TOKEN) {
                assertThat(fitted[position]).isEqualTo(100f + classToken++);
            } else {
                assertThat((double) fitted[position])
                        .isCloseTo(interpolated(cells[position] % 6), within(1e-5));
            }
        }
        assertThat(notes).hasSize(1).first().asString().contains("4 × 4").contains("6 × 6");
    }

    @Test
    void theSameGridIsLeftAsItIsAndNothingIsSaid() {
        List<String> notes = new ArrayList<>();
        float[] fitted = fitted(ClassToken.MIDDLE, SIDE, notes);
        assertThat(fitted).containsExactly(values(ClassToken.MIDDLE));
        assertThat(notes).isEmpty();
    }

    private static float[] fitted(ClassToken place, int side, List<String> notes) {
        try (NDManager manager = Devices.newManager(Device.cpu())) {
            float[] values = values(place);
            NDArray stored = manager.create(values, new Shape(1, values.length, 1));
            return new PositionEmbedding(stored, place, SIDE)
                    .forGrid(side, KernelSelection.on(manager), notes::add)
                    .toFloatArray();
        }
    }

    private static float[] values(ClassToken place) {
        int[] cells = place.among(SIDE, SIDE).cells();
        float[] values = new float[cells.length];
        float next = 100;
        for (int i = 0; i < cells.length; i++) {
            values[i] = cells[i] == TokenOrder.CLASS_TOKEN ? next++ : cells[i] % SIDE;
        }
        return values;
    }

    /**
     * The columns 0 … 3 at column {@code x} of 6: Keys' cubic convolution with a = −0.75, edges
     * repeated.
     */
    private static double interpolated(int x) {
        double at = (x + 0.5) * SIDE / 6 - 0.5;
        int first = (int) Math.floor(at);
        double sum = 0;
        for (int tap = first - 1; tap <= first + 2; tap++) {
            sum += cubic(Math.abs(at - tap)) * Math.clamp(tap, 0, SIDE - 1);
        }
        return sum;
    }

    private static double cubic(double d) {
        double a = -0.75;
        return d <= 1
                ? (a + 2) * d * d * d - (a + 3) * d * d + 1
                : a * d * d * d - 5 * a * d * d + 8 * a * d - 4 * a;
    }

    @Test
    void theOrderOfTokensIsThatOfTheWeights() {
        assertThat(Arrays.stream(ClassToken.MIDDLE.among(2, 2).cells()).boxed())
                .containsExactly(0, 1, TokenOrder.CLASS_TOKEN, 2, 3);
        assertThat(ClassToken.BOTH_ENDS.among(1, 2).classTokens()).containsExactly(0, 3);
    }
}
