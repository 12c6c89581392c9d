package org.mambascope.tensor.cpu.jit;

import static org.mambascope.tensor.cpu.jit.X86Assembler.Register.R8;
import static org.mambascope.tensor.cpu.jit.X86Assembler.Register.RAX;
import static org.mambascope.tensor.cpu.jit.X86Assembler.Register.RCX;
import static org.mambascope.tensor.cpu.jit.X86Assembler.Register.RDX;
import static org.mambascope.tensor.cpu.jit.X86Assembler.Register.RSI;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import org.mambascope.tensor.cpu.jit.X86Assembler.Label;
import org.mambascope.tensor.cpu.jit.X86Assembler.Memory;
import org.mambascope.tensor.cpu.jit.X86Assembler.Width;
import org.mambascope.tensor.cpu.thread.ThreadScratch;
import org.mambascope.tensor.device.MachineDescription;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;

/**
 * Quantises rows to unsigned bytes with AVX-512, as {@code RequantiseKernel} does it and to the
 * same codes, in half its time: one instruction for each bound, one for rounding, one for the
 * bytes.
 */
public final class RowQuantiseCode {
    private static final int STEP = 0;
    private static final int LOWEST = 1;
    private static final int HIGHEST = 2;
    private static final int ZERO = 3;
    private static final int DIVISOR = 4;
    private static final int VALUES = 5;
    private static final int MASK = 6;
    private static final int LANES = Width.WIDE.lanes();

    private static final Optional<Functions> FOUND =
            ExecutableMemory.isAllowed() && MachineDescription.hasInstructions("avx512f")
                    ? assemble()
                    : Optional.empty();

    private static final ThreadScratch TASK = new ThreadScratch();

    private final Functions functions;
    private final int inputs;
    private final int inWhole;
    private final MemorySegment smoothing;
    private final MemorySegment mask;

    /**
     * The code.
     *
     * @param whole quantises at least one whole vector
     * @param rest quantises some values of one vector; the codes of all its lanes are written
     */
    private record Functions(MemorySegment whole, MemorySegment rest) {}

    /** Arguments of a function, each of 8 bytes, in the order of memory. */
    private enum Task implements TileCode.Parameter {
        /** Address of the values. */
        VALUES,
        /** Address of the codes. */
        CODES,
        /** Address of the smoothing scales. */
        SMOOTHING,
        /** Vectors of values. */
        VECTORS,
        /** The step, a float. */
        STEP,
        /** The lowest whole number of steps, a float. */
        LOWEST,
        /** The highest whole number of steps, a float. */
        HIGHEST,
        /** Zero point, an integer. */
        ZERO,
        /** Address of a vector whose bits are set for the values of the rest. */
        MASK;

        /** Size in bytes of all. */
        static final int BYTES = values().length * Long.BYTES;
    }

    private RowQuantiseCode(Functions functions, float[] smoothing, int inputs) {
        this.functions = functions;
        this.inputs = inputs;
        inWhole = inputs - inputs % LANES;
        this.smoothing = PanelLayout.memory(JAVA_FLOAT.scale(0, (long) inWhole + LANES));
        MemorySegment.copy(smoothing, 0, this.smoothing, JAVA_FLOAT, 0, inputs);
        int[] bits = new int[LANES];
        Arrays.fill(bits, 0, inputs - inWhole, -1);
        mask = Arena.ofAuto().allocateFrom(JAVA_INT, bits);
    }

    /**
     * Code for a layer; empty where the processor or the system does not allow it.
     *
     * @param smoothing scales of the inputs
     */
    public static Optional<RowQuantiseCode> of(float[] smoothing, int inputs) {
        return FOUND.map(functions -> new RowQuantiseCode(functions, smoothing, inputs));
    }

    /**
     * Quantises a row.
     *
     * @param source address of its values
     * @param target address of its codes; the padding of the last vector is overwritten
     * @param lowest whole number of steps, as {@code highest}
     * @param zero point
     */
    public void run(long source, long target, float step, float lowest, float highest, int zero) {
        long task = TASK.ofThread(Task.BYTES).address();
        Task.VALUES.set(task, source);
        Task.CODES.set(task, target);
        Task.SMOOTHING.set(task, smoothing.address());
        Task.VECTORS.set(task, inWhole / LANES);
        Task.STEP.set(task, Float.floatToRawIntBits(step));
        Task.LOWEST.set(task, Float.floatToRawIntBits(lowest));
        Task.HIGHEST.set(task, Float.floatToRawIntBits(highest));
        Task.ZERO.set(task, zero);
        if (inWhole > 0) {
            ExecutableMemory.call(functions.whole, task);
        }
        if (inWhole < inputs) {
            long done = JAVA_FLOAT.scale(0, inWhole);
            Task.VALUES.set(task, source + done);
            Task.CODES.set(task, target + inWhole);
            Task.SMOOTHING.set(task, smoothing.address() + done);
            Task.MASK.set(task, mask.address());
            ExecutableMemory.call(functions.rest, task);
        }
    }

    private static Optional<Functions> assemble() {
        X86Assembler code = new X86Assembler(Width.WIDE);
        prepare(code);
        Label vector = code.label();
        code.loadVector(VALUES, new Memory(RAX, 0));
        quantise(code);
        code.add(RAX, LANES * Float.BYTES);
        code.add(RDX, LANES * Float.BYTES);
        code.add(RCX, LANES);
        code.countDown(RSI, vector);
        code.leave();
        int rest = code.position();
        prepare(code);
        code.load(R8, Task.MASK.at());
        code.loadVector(MASK, new Memory(R8, 0));
        code.prepareMask(MASK);
        code.loadMasked(VALUES, new Memory(RAX, 0), MASK);
        quantise(code);
        code.leave();
        return ExecutableMemory.of(code.toBytes())
                .map(ready -> new Functions(ready.function(0), ready.function(rest)));
    }

    private static void prepare(X86Assembler code) {
        code.broadcast(STEP, Task.STEP.at());
        code.broadcast(LOWEST, Task.LOWEST.at());
        code.broadcast(HIGHEST, Task.HIGHEST.at());
        code.broadcast(ZERO, Task.ZERO.at());
        code.load(RAX, Task.VALUES.at());
        code.load(RCX, Task.CODES.at());
        code.load(RDX, Task.SMOOTHING.at());
        code.load(RSI, Task.VECTORS.at());
    }

    private static void quantise(X86Assembler code) {
        code.multiply(DIVISOR, STEP, new Memory(RDX, 0));
        code.divide(VALUES, VALUES, DIVISOR);
        code.greater(VALUES, VALUES, LOWEST);
        code.lesser(VALUES, VALUES, HIGHEST);
        code.toIntegers(VALUES, VALUES);
        code.addIntegers(VALUES, VALUES, ZERO);
        code.storeBytes(new Memory(RCX, 0), VALUES);
    }
}
