package org.mambascope.tensor.cpu.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mambascope.tensor.cpu.jit.Fp32GemmCode;
import org.mambascope.tensor.cpu.jit.Fp32GemmCode.Instructions;
import org.mambascope.tensor.cpu.linear.BlasGemm.Operand;
import org.mambascope.tensor.device.Devices;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.Random;

class GemmTest {
    /** Values between a row's end and the next row, which are nobody's. */
    private static final int GAP = 3;

    private static final float UNTOUCHED = -7;

    @Provide
    static Arbitrary<Instructions> instructions() {
        return Arbitraries.of(Instructions.class);
    }

    @Property(tries = 120)
    @Label("products are added to the start in the order of inputs, rounded once, then the bias")
    void areExact(
            @ForAll("instructions") Instructions instructions,
            @ForAll @IntRange(min = 1, max = 45) int rows,
            @ForAll @IntRange(min = 1, max = 40) int inputs,
            @ForAll @IntRange(min = 1, max = 100) int outputs,
            @ForAll boolean starts,
            @ForAll boolean hasBias,
            @ForAll long seed) {
        Optional<Fp32GemmCode> code = Fp32GemmCode.of(instructions);
        Assumptions.assumeTrue(code.isPresent(), instructions + " are not there");
        Random random = new Random(seed);
        float[] a = values(random, rows * (inputs + GAP));
        float[] weight = values(random, outputs * inputs);
        float[] start = values(random, rows * outputs);
        Optional<float[]> bias = hasBias ? Optional.of(values(random, outputs)) : Optional.empty();
        try (Arena arena = Arena.ofConfined();
                NDManager manager = Devices.newManager(Device.cpu())) {
            MemorySegment c = arena.allocate(JAVA_FLOAT, (long) rows * (outputs + GAP));
            for (long i = 0; i < (long) rows * (outputs + GAP); i++) {
                c.setAtIndex(JAVA_FLOAT, i, UNTOUCHED);
            }
            MemorySegment before = arena.allocateFrom(JAVA_FLOAT, start);

            new PackedGemm(
                            code.get(),
                            manager.create(weight, new Shape(outputs, inputs)),
                            bias.map(manager::create))
                    .run(
                            rows,
                            Operand.fromRow(arena.allocateFrom(JAVA_FLOAT, a), 0, inputs + GAP),
                            starts
                                    ? Optional.of(Operand.fromRow(before, 0, outputs))
                                    : Optional.empty(),
                            Operand.fromRow(c, 0, outputs + GAP));

            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < outputs; column++) {
                    float sum = starts ? start[row * outputs + column] : 0;
                    for (int k = 0; k < inputs; k++) {
                        sum =
                                Math.fma(
                                        a[row * (inputs + GAP) + k],
                                        weight[column * inputs + k],
                                        sum);
                    }
                    float expected = sum + (hasBias ? bias.get()[column] : 0);
                    assertThat(at(c, row, column, outputs)).isEqualTo(expected);
                }
                for (int i = outputs; i < outputs + GAP; i++) {
                    assertThat(at(c, row, i, outputs)).isEqualTo(UNTOUCHED);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "3, 0", "0, 0"})
    @DisplayName("weights without inputs or outputs are refused, not multiplied")
    void emptyWeightsAreRefused(long outputs, long inputs) {
        try (NDManager manager = Devices.newManager(Device.cpu())) {
            NDArray weight = manager.create(new Shape(outputs, inputs));

            for (Instructions instructions : Instructions.values()) {
                Fp32GemmCode.of(instructions)
                        .ifPresent(
                                code ->
                                        assertThatThrownBy(
                                                        () ->
                                                                new PackedGemm(
                                                                        code,
                                                                        weight,
                                                                        Optional.empty()))
                                                .isInstanceOf(IllegalArgumentException.class)
                                                .hasMessageContaining("at least 1 × 1"));
            }
        }
    }

    @Test
    @DisplayName("no rows are no work")
    void noRows() {
        try (Arena arena = Arena.ofConfined();
                NDManager manager = Devices.newManager(Device.cpu())) {
            MemorySegment c = arena.allocateFrom(JAVA_FLOAT, UNTOUCHED);
            NDArray weight = manager.ones(new Shape(1, 1));

            for (Instructions instructions : Instructions.values()) {
                Fp32GemmCode.of(instructions)
                        .ifPresent(
                                code ->
                                        new PackedGemm(code, weight, Optional.empty())
                                                .run(
                                                        0,
                                                        Operand.fromRow(c, 0, 1),
                                                        Optional.empty(),
                                                        Operand.fromRow(c, 0, 1)));
            }

            assertThat(c.getAtIndex(JAVA_FLOAT, 0)).isEqualTo(UNTOUCHED);
        }
    }

    private static float at(MemorySegment c, int row, int column, int outputs) {
        return c.getAtIndex(JAVA_FLOAT, (long) row * (outputs + GAP) + column);
    }

    private static float[] values(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
