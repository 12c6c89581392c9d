package org.mambascope.tensor.cpu.linear;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import ai.djl.ndarray.NDArray;

import org.mambascope.tensor.cpu.linear.BlasGemm.Operand;
import org.mambascope.tensor.cpu.vector.CpuMemory;
import org.mambascope.tensor.cpu.vector.ElementwiseKernel;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** Products by weights in place, computed by the library. */
final class LibraryGemm implements Gemm {
    private final BlasGemm product;
    private final int inputs;
    private final int outputs;
    private final Operand weight;
    private final Optional<MemorySegment> bias;

    /**
     * Products that are valid as long as the weights are.
     *
     * @param weight (N, K)
     * @param bias (N)
     */
    LibraryGemm(BlasGemm product, NDArray weight, Optional<NDArray> bias) {
        this.product = product;
        outputs = Math.toIntExact(weight.getShape().get(0));
        inputs = Math.toIntExact(weight.size() / outputs);
        this.weight = Operand.transposed(CpuMemory.memory(weight), inputs);
        this.bias = bias.map(CpuMemory::memory);
    }

    @Override
    public void run(int rows, Operand a, Optional<Operand> start, Operand c) {
        start.ifPresent(from -> copy(rows, from, c));
        bias.ifPresent(row -> addBias(row, rows, c, start.isPresent()));
        boolean adds = start.isPresent() || bias.isPresent();
        product.run(rows, outputs, inputs, a, weight, c, adds);
    }

    private void copy(int rows, Operand from, Operand to) {
        for (int row = 0; row < rows; row++) {
            MemorySegment.copy(
                    from.values(),
                    JAVA_FLOAT.scale(0, from.at(row)),
                    to.values(),
                    JAVA_FLOAT.scale(0, to.at(row)),
                    JAVA_FLOAT.scale(0, outputs));
        }
    }

    private void addBias(MemorySegment row, int rows, Operand to, boolean toSome) {
        for (int i = 0; i < rows; i++) {
            if (toSome) {
                ElementwiseKernel.add(row, to.values(), to.at(i), outputs);
            } else {
                long bytes = JAVA_FLOAT.scale(0, outputs);
                MemorySegment.copy(row, 0, to.values(), JAVA_FLOAT.scale(0, to.at(i)), bytes);
            }
        }
    }
}
