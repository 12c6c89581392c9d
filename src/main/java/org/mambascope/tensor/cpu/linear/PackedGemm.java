package org.mambascope.tensor.cpu.linear;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.tensor.cpu.jit.Fp32GemmCode;
import org.mambascope.tensor.cpu.jit.Fp32GemmCode.Task;
import org.mambascope.tensor.cpu.jit.PanelLayout;
import org.mambascope.tensor.cpu.linear.BlasGemm.Operand;
import org.mambascope.tensor.cpu.thread.ThreadScratch;
import org.mambascope.tensor.cpu.vector.CpuMemory;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * Weights laid out once as {@link Fp32GemmCode} reads them: panels of columns, in each the columns'
 * weights of one input after the other. Rows are divided into tiles as even as can be.
 */
final class PackedGemm implements Gemm {
    private static final ThreadScratch TASK = new ThreadScratch();

    private final Fp32GemmCode code;
    private final int inputs;
    private final int outputs;
    private final PanelLayout panels;
    private final MemorySegment weights;
    private final MemorySegment bias;
    private final MemorySegment zeros;

    /**
     * A copy of a layer's weights, which lives as long as they do.
     *
     * @param weight (N, …), K values for each of N outputs
     * @param bias (N)
     */
    PackedGemm(Fp32GemmCode code, NDArray weight, Optional<NDArray> bias) {
        this.code = code;
        outputs = Math.toIntExact(weight.getShape().get(0));
        inputs = Math.toIntExact(weight.size() / Math.max(1, outputs));
        panels =
                new PanelLayout(
                        code.instructions().columns(), Fp32GemmCode.VECTORS, inputs, outputs);
        weights = pack(CpuMemory.read(weight), weight.getManager());
        this.bias = panels.readable(bias.map(CpuMemory::read).orElseGet(() -> new float[outputs]));
        zeros = panels.readable(new float[0]);
    }

    private MemorySegment pack(float[] weight, NDManager owner) {
        MemorySegment packed =
                CpuMemory.memory(owner.zeros(new Shape((long) panels.padded() * inputs)));
        for (int output = 0; output < outputs; output++) {
            long first = panels.at(output, inputs, 0);
            long step = panels.at(output, inputs, 1) - first;
            for (int k = 0; k < inputs; k++) {
                packed.setAtIndex(JAVA_FLOAT, first + k * step, weight[output * inputs + k]);
            }
        }
        return packed;
    }

    @Override
    public void run(int rows, Operand a, Optional<Operand> start, Operand c) {
        long task = TASK.ofThread(Task.BYTES).address();
        Task.ROWS_STRIDE.set(task, JAVA_FLOAT.scale(0, a.width()));
        Task.INPUTS.set(task, inputs);
        Task.START_STRIDE.set(task, start.map(s -> JAVA_FLOAT.scale(0, s.width())).orElse(0L));
        Task.RESULTS_STRIDE.set(task, JAVA_FLOAT.scale(0, c.width()));
        panels.each(
                panel -> {
                    long offset = JAVA_FLOAT.scale(0, panel.first());
                    Task.ROWS.set(task, a.address());
                    Task.WEIGHTS.set(task, weights.address() + offset * inputs);
                    Task.START.set(
                            task, start.map(s -> s.address() + offset).orElse(zeros.address()));
                    Task.BIAS.set(task, bias.address() + offset);
                    Task.RESULTS.set(task, c.address() + offset);
                    Task.MASK.set(task, panels.mask(panel));
                    PanelLayout.tiles(
                            rows,
                            code.instructions().rows(),
                            (height, count) -> {
                                Task.TILES.set(task, count);
                                code.run(panel.tile(height), task);
                            });
                });
    }
}
