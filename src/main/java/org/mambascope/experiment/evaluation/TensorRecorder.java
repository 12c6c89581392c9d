package org.mambascope.experiment.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

import org.mambascope.checkpoint.ElementType;
import org.mambascope.checkpoint.OutputTensor;
import org.mambascope.model.Probe;
import org.mambascope.model.VisualMamba;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Keeps everything that passes through a model, batch after batch, to be written as tensors in the
 * layout of the original code.
 */
public final class TensorRecorder implements Probe {
    private final VisualMamba network;
    private final Map<String, Parts> points = new LinkedHashMap<>();

    /** Values recorded at one point: its batches, and the shape of one image's values. */
    private record Parts(ElementType type, long[] imageShape, List<byte[]> batches) {}

    /** A recorder of this network, with nothing recorded yet. */
    public TensorRecorder(VisualMamba network) {
        this.network = network;
    }

    @Override
    public boolean wants(String point) {
        return true;
    }

    @Override
    public void take(String point, NDArray value) {
        NDArray arranged = network.layout(point).arrange(value);
        long[] shape = arranged.getShape().getShape();
        long[] imageShape = LongStream.of(shape).skip(1).toArray();
        ElementType type =
                switch (value.getDataType()) {
                    case UINT8 -> ElementType.U8;
                    case INT32 -> ElementType.I32;
                    default -> ElementType.F32;
                };
        points.computeIfAbsent(point, name -> new Parts(type, imageShape, new ArrayList<>()))
                .batches()
                .add(bytes(arranged, type));
    }

    private static byte[] bytes(NDArray value, ElementType type) {
        if (type != ElementType.F32) {
            return value.toByteArray();
        }
        try (NDArray converted = value.toType(DataType.FLOAT32, true)) {
            return converted.toByteArray();
        }
    }

    /**
     * Everything so far, the batches of a point joined, in the order in which points first came.
     */
    public Map<String, OutputTensor> tensors() {
        Map<String, OutputTensor> tensors = new LinkedHashMap<>();
        points.forEach((name, parts) -> tensors.put(name, joined(parts)));
        return tensors;
    }

    private static OutputTensor joined(Parts parts) {
        long perImage =
                LongStream.of(parts.imageShape()).reduce(1, Math::multiplyExact)
                        * parts.type().bytes();
        int size =
                parts.batches().stream().mapToInt(batch -> batch.length).reduce(0, Math::addExact);
        byte[] values = new byte[size];
        int at = 0;
        for (byte[] batch : parts.batches()) {
            System.arraycopy(batch, 0, values, at, batch.length);
            at += batch.length;
        }
        List<Long> shape =
                LongStream.concat(LongStream.of(size / perImage), LongStream.of(parts.imageShape()))
                        .boxed()
                        .toList();
        return OutputTensor.bytes(parts.type(), shape, values);
    }
}
