package org.mambascope.quant.file;

import org.mambascope.base.Problem;
import org.mambascope.checkpoint.ElementType;
import org.mambascope.checkpoint.OutputTensor;
import org.mambascope.checkpoint.StoredTensor;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.quant.layer.InputBasis;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.layer.TokenMeans;
import org.mambascope.quant.layer.WeightCodes;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.range.ActivationParameters;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A quantised layer as tensors of a file. {@code LAYER.weight_codes}: I8 (N, K), or at up to four
 * bits U8 (N, ⌈K/2⌉), {@link Int4Packing}; {@code LAYER.weight_step}: (N, 1); {@code
 * LAYER.act_step} and {@code LAYER.act_zero} (U8): (1, tokens, 1), or (1, 1, 1) for all tokens;
 * {@code LAYER.smooth}: (K). Tensors that a layer does not need are left out: codes of floating
 * weights, dynamic steps, smoothing by 1, zero points where outlier channels have steps of their
 * own. A layer in another basis has {@code LAYER.rotated}, {@code LAYER.axes} (K, K), and where a
 * mean is taken off, {@code LAYER.mean_shares} (tokens, r) and {@code LAYER.mean_directions} (r,
 * K), F16, {@link TokenMeans}, and {@code LAYER.mean_outputs} (r, N). {@code LAYER.offset} is (1,
 * N).
 *
 * @param layer name of the layer
 */
public record LayerTensors(String layer) {
    private static final int NIBBLE = 4;
    private static final String CODES = ".weight_codes";
    private static final String WEIGHT_STEP = ".weight_step";
    private static final String STEP = ".act_step";
    private static final String ZERO = ".act_zero";
    private static final String SMOOTH = ".smooth";
    private static final String ROTATED = ".rotated";
    private static final String AXES = ".axes";
    private static final String MEAN_SHARES = ".mean_shares";
    private static final String MEAN_DIRECTIONS = ".mean_directions";
    private static final String MEAN_OUTPUTS = ".mean_outputs";
    private static final String OFFSET = ".offset";

    /** Returns true if a tensor of this name belongs to the layer. */
    boolean owns(String tensor) {
        return tensor.startsWith(layer)
                && List.of(
                                CODES,
                                WEIGHT_STEP,
                                STEP,
                                ZERO,
                                SMOOTH,
                                ROTATED,
                                AXES,
                                MEAN_SHARES,
                                MEAN_DIRECTIONS,
                                MEAN_OUTPUTS,
                                OFFSET)
                        .contains(tensor.substring(layer.length()));
    }

    /** Name of its steps, as files of steps have it. */
    public String steps() {
        return layer + STEP;
    }

    /** Name of its zero points. */
    public String zeros() {
        return layer + ZERO;
    }

    /** Name of the largest magnitudes of its input channels, as files of steps have it. */
    public String maxima() {
        return "act_absmax." + layer;
    }

    /** Adds the layer's tensors to those of a file. */
    static void put(QuantisedLayer layer, Map<String, OutputTensor> tensors) {
        String name = layer.name();
        layer.weights().ifPresent(codes -> put(name, codes, layer.bits().weight(), tensors));
        switch (layer.activations()) {
            case ActivationParameters.Static(float[] steps, float[] zeros) -> {
                List<Long> shape = List.of(1L, (long) steps.length, 1L);
                byte[] whole = new byte[zeros.length];
                for (int i = 0; i < whole.length; i++) {
                    whole[i] = (byte) (int) zeros[i];
                }
                tensors.put(name + STEP, OutputTensor.floats(shape, steps));
                tensors.put(name + ZERO, OutputTensor.bytes(ElementType.U8, shape, whole));
            }
            case ActivationParameters.Outliers(float[] steps) ->
                    tensors.put(
                            name + STEP,
                            OutputTensor.floats(List.of(1L, (long) steps.length, 1L), steps));
            case ActivationParameters.Dynamic(), ActivationParameters.None() -> {}
        }
        layer.smooth()
                .ifPresent(
                        scales ->
                                tensors.put(
                                        name + SMOOTH,
                                        OutputTensor.floats(
                                                List.of((long) scales.length), scales)));
        if (layer.basis().rotated()) {
            tensors.put(
                    name + ROTATED,
                    OutputTensor.bytes(ElementType.U8, List.of(1L), new byte[] {1}));
        }
        layer.basis()
                .axes()
                .ifPresent(
                        axes -> {
                            int inputs = (int) Math.round(Math.sqrt(axes.length));
                            tensors.put(name + AXES, rows(axes, inputs));
                        });
        layer.basis()
                .mean()
                .ifPresent(
                        mean -> {
                            int rank = mean.rank();
                            float[] outputs = layer.ofMeans().orElseThrow();
                            tensors.put(
                                    name + MEAN_SHARES,
                                    halves(mean.shares(), mean.shares().length / rank));
                            tensors.put(name + MEAN_DIRECTIONS, halves(mean.directions(), rank));
                            tensors.put(name + MEAN_OUTPUTS, rows(outputs, outputs.length / rank));
                        });
        layer.offset().ifPresent(offset -> tensors.put(name + OFFSET, rows(offset, offset.length)));
    }

    private static OutputTensor halves(float[] values, int rows) {
        return OutputTensor.halves(List.of((long) rows, (long) values.length / rows), values);
    }

    /** Size of a layer's tensors in a file, in bytes. */
    public static long bytes(QuantisedLayer layer) {
        Map<String, OutputTensor> tensors = new LinkedHashMap<>();
        put(layer, tensors);
        return tensors.values().stream().mapToLong(tensor -> tensor.data().remaining()).sum();
    }

    /** Names, types and shapes of what a file holds of a layer. */
    static List<StoredTensor> described(QuantisedLayer layer) {
        return described(layer, layer.weights().map(WeightCodes::outputs).orElse(0));
    }

    /**
     * Names, types and shapes of a layer's tensors in a file, from a layer with a single row of
     * codes that represents all.
     *
     * @param outputs N
     */
    static List<StoredTensor> described(QuantisedLayer layer, int outputs) {
        Map<String, OutputTensor> tensors = new LinkedHashMap<>();
        put(layer, tensors);
        List<StoredTensor> described = new ArrayList<>();
        tensors.forEach(
                (name, tensor) ->
                        described.add(
                                new StoredTensor(
                                        name,
                                        tensor.type(),
                                        name.endsWith(CODES) || name.endsWith(WEIGHT_STEP)
                                                ? List.of((long) outputs, tensor.shape().getLast())
                                                : tensor.shape())));
        return described;
    }

    private static OutputTensor rows(float[] values, int width) {
        return OutputTensor.floats(List.of((long) values.length / width, (long) width), values);
    }

    private static void put(
            String name, WeightCodes codes, int bits, Map<String, OutputTensor> tensors) {
        long outputs = codes.outputs();
        int inputs = codes.inputs();
        tensors.put(
                name + CODES,
                bits <= NIBBLE
                        ? OutputTensor.bytes(
                                ElementType.U8,
                                List.of(outputs, (long) Int4Packing.rowBytes(inputs)),
                                Int4Packing.pack(codes.codes(), inputs))
                        : OutputTensor.bytes(
                                ElementType.I8, List.of(outputs, (long) inputs), codes.codes()));
        tensors.put(name + WEIGHT_STEP, OutputTensor.floats(List.of(outputs, 1L), codes.steps()));
    }

    /**
     * Reads the layer.
     *
     * @param inputs K
     * @throws Problem if something is missing, or codes are not of these bits
     */
    QuantisedLayer read(WeightFile file, LayerBits bits, int inputs) {
        try {
            Optional<float[]> smooth =
                    has(file, SMOOTH) ? Optional.of(scales(file, inputs)) : Optional.empty();
            Optional<TokenMeans> mean = means(file, inputs);
            InputBasis basis =
                    new InputBasis(
                            smooth,
                            mean,
                            has(file, AXES)
                                    ? Optional.of(floats(file, AXES, inputs * inputs))
                                    : Optional.empty(),
                            has(file, ROTATED));
            Optional<WeightCodes> weights =
                    bits.quantisesWeights()
                            ? Optional.of(codes(file, bits, inputs))
                            : Optional.empty();
            int outputs = weights.map(WeightCodes::outputs).orElse(1);
            QuantisedLayer read =
                    new QuantisedLayer(
                            layer,
                            bits,
                            basis,
                            weights,
                            steps(file, bits),
                            mean.map(means -> floats(file, MEAN_OUTPUTS, means.rank() * outputs)),
                            has(file, OFFSET)
                                    ? Optional.of(floats(file, OFFSET, outputs))
                                    : Optional.empty());
            read.fault()
                    .ifPresent(
                            fault -> {
                                throw damaged(file, fault);
                            });
            return read;
        } catch (IllegalArgumentException e) {
            throw damaged(file, e.getMessage());
        }
    }

    private boolean has(WeightFile file, String suffix) {
        return file.tensors().containsKey(layer + suffix);
    }

    private Optional<TokenMeans> means(WeightFile file, int inputs) {
        if (!has(file, MEAN_DIRECTIONS)) {
            return Optional.empty();
        }
        float[] directions = file.floats(layer + MEAN_DIRECTIONS);
        int rank = directions.length / inputs;
        if (rank == 0 || directions.length % inputs != 0) {
            throw damaged(
                    file,
                    "%s has %d values, not rows of %d"
                            .formatted(MEAN_DIRECTIONS.substring(1), directions.length, inputs));
        }
        return Optional.of(new TokenMeans(rank, file.floats(layer + MEAN_SHARES), directions));
    }

    private WeightCodes codes(WeightFile file, LayerBits bits, int inputs) {
        int outputs =
                outputs(file, bits.weight() <= NIBBLE ? Int4Packing.rowBytes(inputs) : inputs);
        ByteBuffer data = file.bytes(layer + CODES);
        byte[] stored = new byte[data.remaining()];
        data.get(stored);
        byte[] codes = bits.weight() <= NIBBLE ? Int4Packing.unpack(stored, inputs) : stored;
        int top = bits.topWeightCode();
        for (byte code : codes) {
            if (code < -top || code > top) {
                throw damaged(
                        file,
                        "a code is %d, and %d bits reach ±%d".formatted(code, bits.weight(), top));
            }
        }
        return new WeightCodes(outputs, inputs, codes, floats(file, WEIGHT_STEP, outputs));
    }

    /** N, if the codes are rows of so many bytes. */
    private int outputs(WeightFile file, int rowBytes) {
        StoredTensor codes = file.tensors().get(layer + CODES);
        if (codes == null) {
            throw damaged(file, CODES.substring(1) + " is missing");
        }
        List<Long> shape = codes.shape();
        boolean bytes = codes.type() == ElementType.I8 || codes.type() == ElementType.U8;
        if (!bytes || shape.size() != 2 || shape.get(1) != rowBytes || shape.getFirst() < 1) {
            throw damaged(
                    file,
                    "%s is %s of shape %s instead of rows of %d bytes"
                            .formatted(CODES.substring(1), codes.type(), shape, rowBytes));
        }
        return Math.toIntExact(shape.getFirst());
    }

    private ActivationParameters steps(WeightFile file, LayerBits bits) {
        if (!bits.quantisesActivations()) {
            return new ActivationParameters.None();
        }
        StoredTensor steps = file.tensors().get(layer + STEP);
        if (steps == null) {
            return new ActivationParameters.Dynamic();
        }
        int count = Math.toIntExact(steps.elements());
        float[] values = steps(file, count);
        return has(file, ZERO)
                ? new ActivationParameters.Static(values, zeros(file, count, bits))
                : new ActivationParameters.Outliers(values);
    }

    private float[] zeros(WeightFile file, int count, LayerBits bits) {
        float[] zeros = floats(file, ZERO, count);
        for (float zero : zeros) {
            if (!(zero >= 0 && zero <= bits.topActivationCode() && zero == Math.rint(zero))) {
                throw damaged(
                        file,
                        "a zero point is %s, and %d bits have 0 to %d"
                                .formatted(zero, bits.activation(), bits.topActivationCode()));
            }
        }
        return zeros;
    }

    /** Steps of the input, by which it is divided, are above 0. */
    private float[] steps(WeightFile file, int count) {
        float[] steps = floats(file, STEP, count);
        for (float step : steps) {
            if (!(step > 0)) {
                throw damaged(file, "a step is %s".formatted(step));
            }
        }
        return steps;
    }

    private float[] scales(WeightFile file, int count) {
        float[] scales = floats(file, SMOOTH, count);
        for (float scale : scales) {
            if (scale == 0) {
                throw damaged(file, "a smoothing scale is 0");
            }
        }
        return scales;
    }

    private float[] floats(WeightFile file, String suffix, int count) {
        StoredTensor tensor = file.tensors().get(layer + suffix);
        if (tensor == null) {
            throw damaged(file, suffix.substring(1) + " is missing");
        }
        if (tensor.elements() != count) {
            throw damaged(
                    file,
                    "%s has %d values instead of %d"
                            .formatted(suffix.substring(1), tensor.elements(), count));
        }
        float[] values = file.floats(layer + suffix);
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw damaged(file, "%s has %s".formatted(suffix.substring(1), value));
            }
        }
        return values;
    }

    private Problem damaged(WeightFile file, String reason) {
        return new Problem(
                "The quantised layer %s in %s is damaged: %s; quantise the model again."
                        .formatted(layer, file.path(), reason));
    }
}
