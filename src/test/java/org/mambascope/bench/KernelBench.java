package org.mambascope.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.tensor.ActivationQuantiser;
import org.mambascope.tensor.CausalConvolution;
import org.mambascope.tensor.ChannelRange;
import org.mambascope.tensor.DepthwiseConvolution;
import org.mambascope.tensor.ExactIntegerRange;
import org.mambascope.tensor.FloatLinear;
import org.mambascope.tensor.IntegerArithmetic;
import org.mambascope.tensor.IntegerLinear;
import org.mambascope.tensor.IntegerLinearParameters;
import org.mambascope.tensor.IntegerWeights;
import org.mambascope.tensor.Kernels;
import org.mambascope.tensor.PatchConvolution;
import org.mambascope.tensor.ScanOutput;
import org.mambascope.tensor.SelectiveScan;
import org.mambascope.tensor.SequencePermutation;
import org.mambascope.tensor.cpu.fakequant.HadamardTransform;
import org.mambascope.tensor.device.Devices;
import org.mambascope.tensor.dispatch.FakeQuantisation;
import org.mambascope.tensor.dispatch.IntegerKernels;
import org.mambascope.tensor.dispatch.KernelSelection;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Kernels of the CPU on one thread, at the sizes of a Vim-Ti at 224 × 224 and batch 1. */
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-Dai.djl.offline=true",
            "-Dmambascope.threads=1"
        })
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class KernelBench {
    private static final int TOKENS = 197;
    private static final int WIDTH = 192;
    private static final int CHANNELS = 384;
    private static final int SIDE = 14;
    private static final SequencePermutation PATH = SequencePermutation.backward(TOKENS);

    private final NDManager manager = Devices.newManager(Device.cpu());
    private final Kernels kernels = KernelSelection.on(manager);
    private final FakeQuantisation quantisers = new FakeQuantisation(manager);
    private final HadamardTransform hadamard = new HadamardTransform(CHANNELS);

    /** What the kernels read. */
    private final NDArray narrow = random(1, TOKENS, WIDTH);

    private final NDArray wide = random(1, TOKENS, CHANNELS);
    private final NDArray delta = random(1, TOKENS, CHANNELS);
    private final NDArray grid = random(1, SIDE * SIDE, CHANNELS);
    private final NDArray projected = random(1, TOKENS, 2 * CHANNELS);
    private final NDArray weight = random(2 * CHANNELS, WIDTH);
    private final NDArray scale = random(WIDTH);
    private final NDArray smooth = random(CHANNELS).abs().add(1);
    private final NDArray steps = manager.ones(new Shape(TOKENS, 1));
    private final NDArray zeros = manager.ones(new Shape(TOKENS, 1));
    private final NDArray top = manager.create(15f);
    private final float[] rows = wide.toFloatArray();
    private final CausalConvolution row =
            kernels.causalConvolution(random(CHANNELS, 1, 4), Optional.of(random(CHANNELS)));
    private final DepthwiseConvolution plane =
            kernels.depthwiseConvolution(random(CHANNELS, 1, 3, 3), Optional.of(random(CHANNELS)));

    private final PatchConvolution downsampling =
            kernels.patchConvolution(
                    random(2 * CHANNELS, CHANNELS, 3, 3), random(2 * CHANNELS), 2, 1);
    private final FloatLinear linear = kernels.linear(weight, Optional.empty());
    private final IntegerLinear onCodes = onCodes();

    /** Codes that every integer kernel multiplies exactly. */
    private IntegerLinear onCodes() {
        byte[] codes = new byte[2 * CHANNELS * WIDTH];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) (i * 37 % 127 - 63);
        }
        float[] steps = new float[2 * CHANNELS];
        Arrays.fill(steps, 0.01f);
        IntegerLinearParameters layer =
                new IntegerLinearParameters(
                        new IntegerWeights(2 * CHANNELS, WIDTH, codes, steps),
                        new ActivationQuantiser(
                                new float[] {0.02f}, new float[] {128}, Optional.empty(), 8),
                        Optional.empty());
        IntegerKernels integers = IntegerKernels.on(manager);
        return integers.linear(
                layer,
                integers.range() == ExactIntegerRange.NONE
                        ? IntegerArithmetic.FLOATING
                        : IntegerArithmetic.INTEGER);
    }

    private NDArray random(long... shape) {
        return manager.randomNormal(new Shape(shape));
    }

    /** A scan of so many states. */
    @State(Scope.Thread)
    public static class States {
        /** N. */
        @Param({"16", "8", "2", "1"})
        public int states;

        private SelectiveScan scan;
        private NDArray selected;

        /** Makes the scan. */
        @Setup
        public void make(KernelBench bench) {
            scan =
                    bench.kernels.selectiveScan(
                            bench.random(CHANNELS, states),
                            bench.random(CHANNELS),
                            bench.random(CHANNELS));
            selected = bench.random(1, TOKENS, 2L * states);
        }
    }

    /** Frees everything. */
    @TearDown
    public void close() {
        manager.close();
    }

    /** With softplus, skip and gate. */
    @Benchmark
    public void scan(States given) {
        given.scan
                .apply(
                        wide,
                        delta,
                        new ChannelRange(given.selected, 0, given.states),
                        new ChannelRange(given.selected, given.states, given.states),
                        Optional.of(new ChannelRange(projected, CHANNELS, CHANNELS)),
                        ScanOutput.along(PATH))
                .close();
    }

    /** Four taps along the tokens, with SiLU. */
    @Benchmark
    public void causalConvolution() {
        row.apply(new ChannelRange(projected, 0, CHANNELS), PATH).close();
    }

    /** 3 × 3 over a grid, with SiLU. */
    @Benchmark
    public void depthwiseConvolution() {
        plane.apply(grid, SIDE, SIDE).close();
    }

    /** Root-mean-square normalisation. */
    @Benchmark
    public void rootMeanSquareNorm() {
        kernels.rootMeanSquareNorm(narrow, scale, 1e-5).close();
    }

    /** Layer normalisation. */
    @Benchmark
    public void layerNorm() {
        kernels.layerNorm(narrow, scale, scale, 1e-5).close();
    }

    /** GELU, in place. */
    @Benchmark
    public NDArray gelu() {
        return kernels.gelu(delta);
    }

    /** in_proj. */
    @Benchmark
    public void linear() {
        linear.apply(narrow).close();
    }

    /** in_proj as libtorch computes it. */
    @Benchmark
    public void libraryLinear() {
        kernels.linear(narrow, weight, Optional.empty()).close();
    }

    /** in_proj on codes of 8 bits, rounding and scaling included. */
    @Benchmark
    public void integerLinear() {
        onCodes.apply(narrow).close();
    }

    /** VMamba-T's downsampling from 14 × 14 tokens of 384 channels to 7 × 7 of 768. */
    @Benchmark
    public void patchConvolution() {
        downsampling.ofTokens(grid, SIDE, SIDE).close();
    }

    /** Simulated quantisation to four bits. */
    @Benchmark
    public void quantise() {
        quantisers.activations(wide, smooth, steps, zeros, top).close();
    }

    /** The fast Hadamard transform of every token. */
    @Benchmark
    public float[] rotate() {
        hadamard.apply(rows);
        return rows;
    }
}
