package org.mambascope.tensor.cpu;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import org.mambascope.tensor.ChannelRange;
import org.mambascope.tensor.ScanOutput;
import org.mambascope.tensor.SelectiveScan;
import org.mambascope.tensor.SequencePermutation;
import org.mambascope.tensor.TokenPermutation;
import org.mambascope.tensor.cpu.vector.CpuMemory;
import org.mambascope.tensor.cpu.vector.RowView;

import java.util.Optional;

/** The selective scan by a {@link ScanKernel}. */
public record CpuScan(ScanKernel kernel) implements SelectiveScan {
    @Override
    public NDArray apply(NDArray u, NDArray delta, NDArray b, NDArray c, Optional<NDArray> gate) {
        int tokens = Math.toIntExact(u.getShape().get(1));
        return apply(
                u,
                delta,
                ChannelRange.whole(b),
                ChannelRange.whole(c),
                gate.map(ChannelRange::whole),
                ScanOutput.along(SequencePermutation.forward(tokens)));
    }

    @Override
    public NDArray apply(
            NDArray u,
            NDArray delta,
            ChannelRange b,
            ChannelRange c,
            Optional<ChannelRange> gate,
            ScanOutput target) {
        Shape shape = u.getShape();
        TokenPermutation path = target.path();
        int[] positions = path.positions();
        if (shape.get(1) != positions.length || shape.get(2) != kernel.channels()) {
            throw new IllegalArgumentException(
                    "expected %d tokens of %d channels, found %s"
                            .formatted(positions.length, kernel.channels(), shape));
        }
        NDArray y =
                target.other()
                        .orElseGet(
                                () ->
                                        u.getManager()
                                                .create(
                                                        new Shape(
                                                                shape.get(0),
                                                                path.tokens(),
                                                                shape.get(2)),
                                                        DataType.FLOAT32));
        requireShape(delta, shape);
        requireShape(y, new Shape(shape.get(0), path.tokens(), shape.get(2)));
        gate.ifPresent(
                z ->
                        requireShape(
                                z.tensor(),
                                new Shape(
                                        shape.get(0),
                                        path.tokens(),
                                        z.tensor().getShape().tail())));
        ScanKernel.Selected first = selected(b);
        kernel.run(
                new ScanKernel.Call(
                        Math.toIntExact(shape.get(0)),
                        positions,
                        path.tokens(),
                        RowView.of(u),
                        RowView.of(delta),
                        first,
                        c.tensor() == b.tensor()
                                ? new ScanKernel.Selected(first.values(), first.stride(), c.first())
                                : selected(c),
                        gate.map(RowView::of),
                        RowView.of(y),
                        joining(target)));
        return y;
    }

    private static void requireShape(NDArray tensor, Shape shape) {
        if (!tensor.getShape().equals(shape)) {
            throw new IllegalArgumentException(
                    "expected %s, found %s".formatted(shape, tensor.getShape()));
        }
    }

    private static ScanKernel.Joining joining(ScanOutput target) {
        if (target.other().isEmpty()) {
            return ScanKernel.Joining.NONE;
        }
        return target.averaged() ? ScanKernel.Joining.MEAN : ScanKernel.Joining.SUM;
    }

    private static ScanKernel.Selected selected(ChannelRange range) {
        return new ScanKernel.Selected(
                CpuMemory.read(range.tensor()),
                Math.toIntExact(range.tensor().getShape().tail()),
                range.first());
    }
}
