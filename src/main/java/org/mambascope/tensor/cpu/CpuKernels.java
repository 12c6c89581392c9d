package org.mambascope.tensor.cpu;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import org.mambascope.tensor.CausalConvolution;
import org.mambascope.tensor.ChannelRange;
import org.mambascope.tensor.DepthwiseConvolution;
import org.mambascope.tensor.FloatLinear;
import org.mambascope.tensor.Kernels;
import org.mambascope.tensor.PatchConvolution;
import org.mambascope.tensor.SelectiveScan;
import org.mambascope.tensor.SequencePermutation;
import org.mambascope.tensor.TokenPermutation;
import org.mambascope.tensor.cpu.linear.BlasGemm;
import org.mambascope.tensor.cpu.linear.CpuLinear;
import org.mambascope.tensor.cpu.linear.CpuPatchConvolution;
import org.mambascope.tensor.cpu.linear.Gemm;
import org.mambascope.tensor.cpu.thread.OpenMpThreads;
import org.mambascope.tensor.cpu.thread.ParallelRows;
import org.mambascope.tensor.cpu.thread.WorkerPool;
import org.mambascope.tensor.cpu.vector.CpuMemory;
import org.mambascope.tensor.cpu.vector.ElementwiseKernel;
import org.mambascope.tensor.cpu.vector.RowView;
import org.mambascope.tensor.torch.TorchScriptKernels;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Kernels of the CPU: what libtorch has no fast operator for is in Java's Vector API. */
public final class CpuKernels extends TorchScriptKernels {
    /** Images that are passed through together at most. */
    private static final int LARGEST_PART = 8;

    /** Values of images whose activations a cache holds, more or less: two of 3 × 224 × 224. */
    private static final int CACHED_VALUES = 2 * 3 * 224 * 224;

    public CpuKernels(NDManager manager) {
        super(manager);
    }

    @Override
    public NDArray linear(NDArray x, NDArray weight, Optional<NDArray> bias) {
        Optional<BlasGemm> library =
                x.getDataType() == DataType.FLOAT32 ? BlasGemm.found() : Optional.empty();
        return library.map(found -> CpuLinear.byLibrary(found, weight, bias).apply(x))
                .orElseGet(() -> super.linear(x, weight, bias));
    }

    @Override
    public FloatLinear linear(NDArray weight, Optional<NDArray> bias) {
        if (!Gemm.areThere() || weight.getDataType() != DataType.FLOAT32) {
            return super.linear(weight, bias);
        }
        int outputs = Math.toIntExact(weight.getShape().get(0));
        int inputs = Math.toIntExact(weight.getShape().get(1));
        return new CpuLinear(inputs, outputs, () -> Gemm.of(weight, bias));
    }

    @Override
    public PatchConvolution patchConvolution(NDArray weight, NDArray bias, int stride, int margin) {
        return Gemm.areThere()
                ? new CpuPatchConvolution(weight, bias, stride, margin)
                : super.patchConvolution(weight, bias, stride, margin);
    }

    @Override
    public NDArray sum(NDArray x, NDArray y) {
        if (!x.getShape().equals(y.getShape())) {
            throw new IllegalArgumentException(
                    "expected two of one shape, found %s and %s"
                            .formatted(x.getShape(), y.getShape()));
        }
        ElementwiseKernel.add(CpuMemory.memory(x), CpuMemory.memory(y), y.size());
        y.attach(x.getManager());
        return y;
    }

    @Override
    public NDArray tokensAt(NDArray x, NDArray positions) {
        long[] tokens = positions.toLongArray();
        Shape shape = Kernels.requireFloat32(x).getShape();
        Shape taken = new Shape(shape.get(0), tokens.length, shape.get(2));
        NDArray y = x.getManager().create(taken, DataType.FLOAT32);
        MemorySegment from = CpuMemory.memory(x);
        MemorySegment into = CpuMemory.memory(y);
        long bytes = JAVA_FLOAT.scale(0, shape.get(2));
        ParallelRows.run(
                RowView.count(y),
                (first, end) -> {
                    for (int row = first; row < end; row++) {
                        long token =
                                row / tokens.length * shape.get(1) + tokens[row % tokens.length];
                        MemorySegment.copy(from, token * bytes, into, row * bytes, bytes);
                    }
                });
        return y;
    }

    @Override
    public NDArray gelu(NDArray x) {
        ElementwiseKernel.gelu(CpuMemory.memory(x), x.size());
        return x;
    }

    @Override
    public NDArray eachImage(NDArray images, UnaryOperator<NDArray> pass) {
        boolean fillThreads = images.getShape().get(0) >= WorkerPool.shared().size();
        return OpenMpThreads.canSet() && !WorkerPool.isAtWork() && fillThreads
                ? inParts(images, pass)
                : OpenMpThreads.alone(() -> pass.apply(images));
    }

    private static NDArray inParts(NDArray images, UnaryOperator<NDArray> pass) {
        NDManager owner = images.getManager();
        int count = Math.toIntExact(images.getShape().get(0));
        int cached =
                Math.toIntExact(
                        Math.clamp(CACHED_VALUES / (images.size() / count), 1, LARGEST_PART));
        int size = Math.min(cached, Math.ceilDiv(count, WorkerPool.shared().size()));
        int parts = Math.ceilDiv(count, size);
        NDArray[] results = new NDArray[parts];
        try (NDManager scope = owner.newSubManager()) {
            WorkerPool.shared()
                    .run(
                            parts,
                            part -> {
                                int first = part * size;
                                int end = Math.min(first + size, count);
                                try (NDManager inner = scope.newSubManager()) {
                                    NDArray some = images.get(first + ":" + end);
                                    some.attach(inner);
                                    NDArray result = pass.apply(some);
                                    result.attach(scope);
                                    results[part] = result;
                                }
                            });
            NDArray all = NDArrays.concat(new NDList(results));
            all.attach(owner);
            return all;
        }
    }

    @Override
    public <T> void together(List<Supplier<T>> computations, Consumer<T> then) {
        if (!OpenMpThreads.canSet()
                || WorkerPool.isAtWork()
                || computations.size() < WorkerPool.shared().size()) {
            super.together(computations, then);
            return;
        }
        List<T> results = new ArrayList<>(Collections.nCopies(computations.size(), null));
        WorkerPool.shared().run(results.size(), i -> results.set(i, computations.get(i).get()));
        results.forEach(then);
    }

    @Override
    public NDArray rootMeanSquareNorm(NDArray x, NDArray weight, double epsilon) {
        NDArray y = x.getManager().create(x.getShape(), DataType.FLOAT32);
        int rows = RowView.count(x);
        NormKernel.rootMeanSquare(rows, RowView.of(x), RowView.of(weight), epsilon, RowView.of(y));
        return y;
    }

    @Override
    public NDArray layerNorm(NDArray x, NDArray weight, NDArray bias, double epsilon) {
        NDArray y = x.getManager().create(x.getShape(), DataType.FLOAT32);
        int rows = RowView.count(x);
        NormKernel.layer(
                rows, RowView.of(x), RowView.of(weight), RowView.of(bias), epsilon, RowView.of(y));
        return y;
    }

    @Override
    public CausalConvolution causalConvolution(NDArray weight, Optional<NDArray> bias) {
        return new VectorConvolution(ConvolutionKernel.of(weight, bias));
    }

    private record VectorConvolution(ConvolutionKernel kernel) implements CausalConvolution {
        @Override
        public NDArray apply(NDArray x) {
            int tokens = Math.toIntExact(x.getShape().get(1));
            return apply(ChannelRange.whole(x), SequencePermutation.forward(tokens));
        }

        @Override
        public NDArray apply(ChannelRange x, TokenPermutation path) {
            int[] positions = path.positions();
            long images = x.tensor().getShape().get(0);
            NDArray y =
                    x.tensor()
                            .getManager()
                            .create(
                                    new Shape(images, positions.length, kernel.channels()),
                                    DataType.FLOAT32);
            kernel.run(
                    Math.toIntExact(images),
                    positions,
                    path.tokens(),
                    RowView.of(x),
                    RowView.of(y));
            return y;
        }
    }

    @Override
    public DepthwiseConvolution depthwiseConvolution(NDArray weight, Optional<NDArray> bias) {
        return new VectorGridConvolution(DepthwiseKernel.of(weight, bias));
    }

    private record VectorGridConvolution(DepthwiseKernel kernel) implements DepthwiseConvolution {
        @Override
        public NDArray apply(NDArray x, int rows, int columns) {
            return apply(ChannelRange.whole(x), rows, columns);
        }

        @Override
        public NDArray apply(ChannelRange x, int rows, int columns) {
            Shape shape = x.tensor().getShape();
            NDArray y =
                    x.tensor()
                            .getManager()
                            .create(
                                    new Shape(shape.get(0), shape.get(1), kernel.channels()),
                                    DataType.FLOAT32);
            kernel.run(Math.toIntExact(shape.get(0)), rows, columns, RowView.of(x), RowView.of(y));
            return y;
        }
    }

    @Override
    public SelectiveScan selectiveScan(NDArray decayLogarithm, NDArray skip, NDArray deltaBias) {
        return new CpuScan(ScanKernel.of(decayLogarithm, skip, deltaBias));
    }
}
