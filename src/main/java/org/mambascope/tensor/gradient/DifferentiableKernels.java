package org.mambascope.tensor.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.LayerNorm;

import org.mambascope.tensor.CausalConvolution;
import org.mambascope.tensor.DepthwiseConvolution;
import org.mambascope.tensor.PatchConvolution;
import org.mambascope.tensor.SelectiveScan;
import org.mambascope.tensor.SequencePermutation;
import org.mambascope.tensor.cpu.ConvolutionKernel;
import org.mambascope.tensor.cpu.CpuScan;
import org.mambascope.tensor.cpu.ScanArrays;
import org.mambascope.tensor.cpu.ScanKernel;
import org.mambascope.tensor.cpu.linear.BlasGemm;
import org.mambascope.tensor.cpu.linear.CpuLinear;
import org.mambascope.tensor.cpu.thread.OpenMpThreads;
import org.mambascope.tensor.cpu.thread.WorkerPool;
import org.mambascope.tensor.cpu.vector.CpuMemory;
import org.mambascope.tensor.cpu.vector.RowView;
import org.mambascope.tensor.device.LibraryState;
import org.mambascope.tensor.torch.ChannelBlocks;
import org.mambascope.tensor.torch.TorchPatchConvolution;
import org.mambascope.tensor.torch.TorchScriptKernels;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Kernels through which gradients flow: on the CPU scan and convolution, forwards and back, are
 * Java's, joined to libtorch's autograd by a {@link GradientTape}; on other devices all is
 * libtorch's. Weights are read on every call, since they change while a model learns.
 *
 * <p>Other operations of a model may use DJL's own operators, but no multiplication, division or
 * power with a Java number: DJL frees the number at once, and the graph still needs it.
 */
public final class DifferentiableKernels extends TorchScriptKernels {
    private final NDManager manager;
    private final boolean runsInJava;
    private final ThreadLocal<Optional<GradientTape>> tape =
            ThreadLocal.withInitial(Optional::empty);

    /**
     * Kernels for a manager's device.
     *
     * @param manager owner of what the kernels keep
     */
    public DifferentiableKernels(NDManager manager) {
        this(manager, !manager.getDevice().isGpu());
    }

    /** As the public constructor; {@code runsInJava} says whether Java's kernels are used. */
    DifferentiableKernels(NDManager manager, boolean runsInJava) {
        super(manager);
        this.manager = manager;
        this.runsInJava = runsInJava;
    }

    NDManager manager() {
        return manager;
    }

    /** Begins to record what the calling thread computes; to be closed before it opens the next. */
    public GradientTape newTape() {
        if (tape.get().isPresent()) {
            throw new IllegalStateException("a tape is recording already");
        }
        GradientTape opened = new GradientTape(manager, script(), tape::remove);
        tape.set(Optional.of(opened));
        return opened;
    }

    /**
     * Runs parts of a computation side by side, each in one thread, where Java computes most of it;
     * each may have a tape of its own.
     *
     * @param part runs the part of this number, from 0
     */
    public void sideBySide(int parts, IntConsumer part) {
        if (runsInJava) {
            WorkerPool.shared().run(parts, part);
        } else {
            IntStream.range(0, parts).forEach(part);
        }
    }

    /** Number of parts that run in parallel. */
    public int threads() {
        return runsInJava ? WorkerPool.shared().size() : 1;
    }

    /**
     * Moves tensors towards others of the same shapes, in place and outside of any graph.
     *
     * @param by from 0, where targets stay as they are, to 1, where they become the sources
     */
    public void move(List<NDArray> targets, List<NDArray> sources, double by) {
        try (NDManager scope = manager.newSubManager()) {
            script().call(scope, "move", targets, sources, by);
        }
    }

    @Override
    public NDArray linear(NDArray x, NDArray weight, Optional<NDArray> bias) {
        Optional<BlasGemm> product =
                runsInJava && x.getDataType() == DataType.FLOAT32
                        ? BlasGemm.found()
                        : Optional.empty();
        return product.map(found -> linear(found, x, weight, bias))
                .orElseGet(() -> boundary(super.linear(x, weight, bias)));
    }

    private NDArray linear(BlasGemm product, NDArray x, NDArray weight, Optional<NDArray> bias) {
        int outputs = Math.toIntExact(weight.getShape().get(0));
        int inputs = Math.toIntExact(weight.getShape().get(1));
        LinearBackwardKernel layer = new LinearBackwardKernel(product, inputs, outputs);
        CpuLinear forwards = CpuLinear.byLibrary(product, weight, bias);
        boolean wantsInput = wantsGradient(x);
        boolean wantsWeight = wantsGradient(weight);
        return record(
                forwards.apply(x),
                inputs(List.of(x, weight), bias),
                (gradient, kept) -> {
                    NDArray none = gradient;
                    List<NDArray> gradients =
                            List.of(
                                    wantsInput ? layer.ofInput(gradient, kept.get(1)) : none,
                                    wantsWeight ? layer.ofWeight(gradient, kept.get(0)) : none);
                    return inputs(gradients, bias.map(b -> columnSums(gradient)));
                });
    }

    private boolean wantsGradient(NDArray tensor) {
        return script().test("require_gradients", List.of(tensor));
    }

    private static NDArray columnSums(NDArray rows) {
        return rows.reshape(-1, rows.getShape().tail()).sum(new int[] {0});
    }

    /**
     * Runs something that learns, without gradients wherever no tape is open. Where what Java
     * computes makes the most of the work, operators run in the calling thread alone: small ones
     * are done before other threads are woken.
     */
    public <T> T learning(Supplier<T> work) {
        return LibraryState.COMPUTING.during(
                () -> runsInJava ? OpenMpThreads.alone(work) : work.get());
    }

    @Override
    public NDArray rootMeanSquareNorm(NDArray x, NDArray weight, double epsilon) {
        NDArray meanSquare = x.square().mean(new int[] {-1}, true);
        return x.div(meanSquare.add(epsilon).sqrt()).mul(weight);
    }

    @Override
    public NDArray layerNorm(NDArray x, NDArray weight, NDArray bias, double epsilon) {
        Shape channels = new Shape(x.getShape().tail());
        return LayerNorm.layerNorm(x, channels, weight, bias, (float) epsilon).singletonOrThrow();
    }

    @Override
    public NDArray call(NDManager owner, String function, Object... arguments) {
        return tape.get().isPresent()
                ? script().callInGraph(owner, function, arguments)
                : super.call(owner, function, arguments);
    }

    @Override
    public NDArray boundary(NDArray stream) {
        return runsInJava ? tape.get().map(open -> open.cut(stream)).orElse(stream) : stream;
    }

    @Override
    public NDArray linearMap(
            NDArray x, UnaryOperator<NDArray> map, UnaryOperator<NDArray> adjoint) {
        return tape.get()
                .map(
                        open ->
                                open.record(
                                        map.apply(x.stopGradient()),
                                        List.of(x),
                                        (gradient, _) -> List.of(adjoint.apply(gradient))))
                .orElseGet(() -> map.apply(x));
    }

    @Override
    public PatchConvolution patchConvolution(NDArray weight, NDArray bias, int stride, int margin) {
        Shape strides = new Shape(stride, stride);
        Shape margins = new Shape(margin, margin);
        return new TorchPatchConvolution(
                planes ->
                        ChannelBlocks.convolve(
                                planes,
                                weight,
                                bias,
                                (x, w, b) ->
                                        Conv2d.conv2d(x, w, b, strides, margins)
                                                .singletonOrThrow()));
    }

    @Override
    public CausalConvolution causalConvolution(NDArray weight, Optional<NDArray> bias) {
        return runsInJava ? x -> convolve(x, weight, bias) : super.causalConvolution(weight, bias);
    }

    private NDArray convolve(NDArray x, NDArray weight, Optional<NDArray> bias) {
        ConvolutionKernel kernel = ConvolutionKernel.of(weight, bias);
        Shape shape = x.getShape();
        int images = (int) shape.get(0);
        int tokens = (int) shape.get(1);
        int channels = kernel.channels();
        int width = kernel.paddedChannels();
        float[] values = CpuMemory.readRows(x, channels, width);
        NDArray y = x.getManager().create(shape, DataType.FLOAT32);
        int[] positions = SequencePermutation.forward(tokens).positions();
        kernel.run(images, positions, tokens, RowView.of(x), RowView.of(y));
        return record(
                y,
                inputs(List.of(x, weight), bias),
                (gradient, _) -> {
                    ConvolutionBackwardKernel.WeightGradients weights =
                            new ConvolutionBackwardKernel(kernel)
                                    .run(
                                            images,
                                            tokens,
                                            values,
                                            CpuMemory.readRows(gradient, channels, width));
                    NDManager scope = gradient.getManager();
                    List<NDArray> gradients =
                            List.of(
                                    CpuMemory.write(scope, shape, values, channels, width),
                                    CpuMemory.write(scope, weight.getShape(), weights.weight()));
                    return inputs(
                            gradients,
                            bias.map(b -> CpuMemory.write(scope, b.getShape(), weights.bias())));
                });
    }

    /** DJL's own operators: sizes of a grid cannot be passed to TorchScript in a graph. */
    @Override
    public DepthwiseConvolution depthwiseConvolution(NDArray weight, Optional<NDArray> bias) {
        Shape one = new Shape(1, 1);
        long channels = weight.getShape().get(0);
        long reach = weight.getShape().get(2) / 2;
        Shape margin = new Shape(reach, reach);
        return (x, rows, columns) -> {
            Shape shape = x.getShape();
            NDArray planes = x.transpose(0, 2, 1).reshape(shape.get(0), channels, rows, columns);
            NDArray y =
                    Conv2d.conv2d(
                                    planes,
                                    weight,
                                    bias.orElse(null),
                                    one,
                                    margin,
                                    one,
                                    (int) channels)
                            .singletonOrThrow();
            NDArray tokens = y.reshape(shape.get(0), channels, shape.get(1)).transpose(0, 2, 1);
            return boundary(tokens.mul(Activation.sigmoid(tokens)));
        };
    }

    @Override
    public SelectiveScan selectiveScan(NDArray decayLogarithm, NDArray skip, NDArray deltaBias) {
        return runsInJava
                ? (u, delta, b, c, gate) ->
                        scan(List.of(u, delta, b, c, decayLogarithm, skip, deltaBias), gate)
                : super.selectiveScan(decayLogarithm, skip, deltaBias);
    }

    private NDArray scan(List<NDArray> in, Optional<NDArray> gate) {
        ScanKernel kernel = ScanKernel.of(in.get(4), in.get(5), in.get(6));
        NDArray u = in.get(0);
        Shape wide = u.getShape();
        Shape narrow = in.get(2).getShape();
        int channels = kernel.channels();
        int width = kernel.paddedChannels();
        ScanArrays arrays = ScanArrays.read(kernel, u, in.get(1), in.get(2), in.get(3), gate);
        kernel.softplusInPlace(arrays.steps());
        NDArray y = new CpuScan(kernel).apply(u, in.get(1), in.get(2), in.get(3), gate);
        return record(
                y,
                inputs(in, gate),
                (gradient, _) -> {
                    ScanBackwardKernel.WeightGradients weights =
                            new ScanBackwardKernel(kernel)
                                    .run(arrays, CpuMemory.readRows(gradient, channels, width));
                    NDManager scope = gradient.getManager();
                    List<NDArray> gradients =
                            List.of(
                                    CpuMemory.write(scope, wide, arrays.u(), channels, width),
                                    CpuMemory.write(scope, wide, arrays.steps(), channels, width),
                                    CpuMemory.write(scope, narrow, arrays.b()),
                                    CpuMemory.write(scope, narrow, arrays.c()),
                                    CpuMemory.write(
                                            scope,
                                            new Shape(channels, kernel.states()),
                                            weights.decayLogarithm()),
                                    CpuMemory.write(scope, new Shape(channels), weights.skip()),
                                    CpuMemory.write(
                                            scope, new Shape(channels), weights.deltaBias()));
                    return inputs(
                            gradients,
                            gate.map(
                                    z ->
                                            CpuMemory.write(
                                                    scope, wide, arrays.gate(), channels, width)));
                });
    }

    /** Returns true if a tape is open. */
    public boolean isRecording() {
        return runsInJava && tape.get().isPresent();
    }

    /** A parameter as this thread's tape reads it, if one is open. */
    public NDArray parameter(NDArray values) {
        return runsInJava ? tape.get().map(open -> open.own(values)).orElse(values) : values;
    }

    /** Joins what Java computed to the graph, if a tape is open. */
    public NDArray record(NDArray y, List<NDArray> inputs, GradientTape.Backward backward) {
        return tape.get().map(open -> open.record(y, inputs, backward)).orElse(y);
    }

    private static List<NDArray> inputs(List<NDArray> always, Optional<NDArray> last) {
        List<NDArray> all = new ArrayList<>(always);
        last.ifPresent(all::add);
        return all;
    }
}
