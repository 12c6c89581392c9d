package org.mambascope.model.initial;

import org.mambascope.base.Progress;
import org.mambascope.checkpoint.ElementType;
import org.mambascope.checkpoint.OutputTensor;
import org.mambascope.checkpoint.SafetensorsWriter;
import org.mambascope.checkpoint.StoredTensor;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;

/**
 * The tensors of a model before training: name, shape and rule of each. Values depend on the seed
 * and the tensor's name alone, not on what else there is.
 */
public final class InitialWeights {
    private static final RandomGeneratorFactory<RandomGenerator> RANDOM =
            RandomGeneratorFactory.of("L64X128MixRandom");

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private record Entry(Initialiser rule, long[] shape) {}

    /** Adds a tensor. */
    public void add(String name, Initialiser rule, long... shape) {
        if (entries.put(name, new Entry(rule, shape)) != null) {
            throw new IllegalArgumentException("there is already a tensor named " + name);
        }
    }

    /** Adds a linear layer, {@code NAME.weight} and {@code NAME.bias}, the bias starting at 0. */
    public void addLinear(String name, Initialiser rule, int inputs, int outputs) {
        add(name + ".weight", rule, outputs, inputs);
        add(name + ".bias", Initialiser.constant(0), outputs);
    }

    /**
     * Adds a convolution as PyTorch begins it, weights and biases within 1 / √(inputs of one
     * output).
     *
     * @param shape of the weight, (outputs, inputs, …)
     */
    public void addConvolution(String name, long... shape) {
        double inputs = LongStream.of(shape).skip(1).reduce(1, Math::multiplyExact);
        add(name + ".weight", Initialiser.kaimingUniform(), shape);
        add(name + ".bias", Initialiser.uniform(1 / Math.sqrt(inputs)), shape[0]);
    }

    /**
     * Adds a normalisation that changes nothing yet: a weight of 1, and a bias of 0 if it has one.
     */
    public void addNorm(String name, int channels, boolean hasBias) {
        add(name + ".weight", Initialiser.constant(1), channels);
        if (hasBias) {
            add(name + ".bias", Initialiser.constant(0), channels);
        }
    }

    /** Adds all tensors of others, their names after a prefix. */
    public void addAll(String prefix, InitialWeights others) {
        others.entries.forEach((name, entry) -> add(prefix + name, entry.rule(), entry.shape()));
    }

    /** Names, types and shapes. */
    public List<StoredTensor> tensors() {
        return entries.entrySet().stream()
                .map(
                        entry ->
                                new StoredTensor(
                                        entry.getKey(),
                                        ElementType.F32,
                                        LongStream.of(entry.getValue().shape()).boxed().toList()))
                .toList();
    }

    /** The values of one tensor, row by row. */
    public float[] values(String name, long seed) {
        Entry entry = entries.get(name);
        RandomGenerator random = RANDOM.create(31 * seed + name.hashCode());
        return entry.rule().values(entry.shape(), random);
    }

    /**
     * Writes them as safetensors, one tensor in memory at a time; the file is complete or as it was
     * before.
     *
     * @param metadata of the file
     * @throws org.mambascope.base.Problem if it cannot be written
     * @throws java.util.concurrent.CancellationException if the user asked to stop
     */
    public void write(Path path, long seed, Map<String, String> metadata, Progress progress) {
        AtomicInteger done = new AtomicInteger();
        SafetensorsWriter.write(
                path,
                tensors(),
                tensor -> {
                    progress.checkCancelled();
                    progress.report(done.getAndIncrement(), entries.size(), tensor.name());
                    return OutputTensor.floats(tensor.shape(), values(tensor.name(), seed));
                },
                metadata);
        progress.report(entries.size(), entries.size(), "done");
    }
}
