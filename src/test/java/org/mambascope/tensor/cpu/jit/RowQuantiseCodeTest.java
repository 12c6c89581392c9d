package org.mambascope.tensor.cpu.jit;

import static org.assertj.core.api.Assertions.assertThat;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Assumptions;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.Random;

class RowQuantiseCodeTest {
    private static final int LARGEST = 255;

    @Property(tries = 200)
    @Label("codes are quotients rounded to the nearest, ties to even, within the grid")
    void followTheDefinition(
            @ForAll @IntRange(min = 1, max = 70) int inputs,
            @ForAll @IntRange(min = 0, max = LARGEST) int zero,
            @ForAll boolean halves,
            @ForAll long seed) {
        Random random = new Random(seed);
        float step = halves ? 0.5f : 0.01f + random.nextFloat();
        float[] smoothing = new float[inputs];
        float[] x = new float[inputs];
        for (int i = 0; i < inputs; i++) {
            smoothing[i] = halves ? 1 : 0.1f + random.nextFloat();
            x[i] =
                    halves
                            ? (random.nextInt(1200) - 600) / 4f
                            : (float) (300 * random.nextGaussian());
        }
        Optional<RowQuantiseCode> code = RowQuantiseCode.of(smoothing, inputs);
        Assumptions.assumeTrue(code.isPresent(), "AVX-512 is not there");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment codes = arena.allocate(inputs + 16);

            code.get()
                    .run(
                            arena.allocateFrom(JAVA_FLOAT, x).address(),
                            codes.address(),
                            step,
                            -zero,
                            LARGEST - zero,
                            zero);

            for (int i = 0; i < inputs; i++) {
                double quotient = x[i] / (smoothing[i] * step);
                int expected = (int) Math.rint(Math.clamp(quotient, -zero, LARGEST - zero)) + zero;
                assertThat(codes.get(JAVA_BYTE, i) & LARGEST).isEqualTo(expected);
            }
        }
    }
}
