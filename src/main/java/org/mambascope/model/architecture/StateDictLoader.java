package org.mambascope.model.architecture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.base.Problem;
import org.mambascope.checkpoint.StoredTensor;
import org.mambascope.checkpoint.WeightFile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Hands a weight file's tensors to the parts of a model as they are built, and keeps account of the
 * missing, misshapen and unused ones.
 */
public final class StateDictLoader {
    private static final int LISTED = 8;

    private final WeightFile file;
    private final NDManager manager;
    private final Set<String> unused;
    private final List<String> missing = new ArrayList<>();
    private final List<String> misshapen = new ArrayList<>();
    private final Map<String, NDArray> taken = new LinkedHashMap<>();
    private final Map<String, List<NDArray>> parts = new HashMap<>();
    private final Map<String, NDArray> tables = new LinkedHashMap<>();

    /**
     * Weights of a file.
     *
     * @param manager owner of the tensors handed out, on the model's device
     */
    public StateDictLoader(WeightFile file, NDManager manager) {
        this.file = file;
        this.manager = manager;
        this.unused = new LinkedHashSet<>(file.tensors().keySet());
    }

    /** Owner of the tensors handed out. */
    public NDManager manager() {
        return manager;
    }

    /** Returns true if the file holds a tensor of this name. */
    public boolean has(String name) {
        return file.tensors().containsKey(name);
    }

    /**
     * A tensor as 32-bit floats. If it is missing or has another shape, zeros replace it until
     * {@link #finish} refuses the file, so that everything wrong is reported at once. A 1 × 1
     * convolution, (N, K, 1, 1), counts as the matrix that it is.
     */
    public NDArray take(String name, long... shape) {
        if (!fits(name, shape)) {
            return manager.zeros(new Shape(shape));
        }
        return taken.computeIfAbsent(
                name, key -> manager.create(file.floats(key), new Shape(shape)));
    }

    private boolean fits(String name, long... shape) {
        StoredTensor stored = file.tensors().get(name);
        if (stored == null) {
            missing.add(name);
            return false;
        }
        NeededTensor.check(file, stored);
        unused.remove(name);
        List<Long> expected = LongStream.of(shape).boxed().toList();
        if (withoutKernelOfOne(stored.shape(), shape.length).equals(expected)) {
            return true;
        }
        misshapen.add(
                "%s is %s instead of %s".formatted(name, sizes(stored.shape()), sizes(expected)));
        return false;
    }

    private static List<Long> withoutKernelOfOne(List<Long> stored, int axes) {
        boolean kernelOfOne =
                axes == 2 && stored.size() == 4 && stored.subList(2, 4).equals(List.of(1L, 1L));
        return kernelOfOne ? stored.subList(0, 2) : stored;
    }

    /**
     * The parts of a tensor that stacks several along its first axis, as {@link #take}. They share
     * its memory, and {@link #leaves} has them in its place.
     *
     * @param stacked the stored shape
     * @param part the shape of one part
     */
    public List<NDArray> takeParts(String name, Shape stacked, Shape part) {
        int count = Math.toIntExact(stacked.size() / part.size());
        NDArray whole = take(name, stacked.getShape()).reshape(new Shape(count).addAll(part));
        List<NDArray> views = IntStream.range(0, count).mapToObj(i -> whole.get(i)).toList();
        parts.put(name, views);
        return views;
    }

    /** Size of a stored tensor along an axis; empty if there is no such tensor or axis. */
    public OptionalInt rows(String name, int axis) {
        StoredTensor stored = file.tensors().get(name);
        if (stored == null || stored.shape().size() <= axis) {
            return OptionalInt.empty();
        }
        NeededTensor.check(file, stored);
        return OptionalInt.of(Math.toIntExact(stored.shape().get(axis)));
    }

    /** As {@link #take} if the file holds it. */
    public Optional<NDArray> takeIfPresent(String name, long... shape) {
        return has(name) ? Optional.of(take(name, shape)) : Optional.empty();
    }

    /**
     * The values of a table that was computed, not learned, row by row; it is none of {@link
     * #taken}. Missing or misshapen ones as with {@link #take}.
     */
    public float[] table(String name, long... shape) {
        if (!fits(name, shape)) {
            return new float[Math.toIntExact(new Shape(shape).size())];
        }
        float[] values = file.floats(name);
        tables.put(name, manager.create(values, new Shape(shape)));
        return values;
    }

    /** The tables that were handed out, by name. */
    public Map<String, NDArray> tables() {
        return Collections.unmodifiableMap(tables);
    }

    /** Tensors handed out, by name. A tensor that was asked for twice is the same one. */
    public Map<String, NDArray> taken() {
        return Collections.unmodifiableMap(taken);
    }

    /**
     * Tensors handed out, by name; tensors taken in parts come as their parts, with their number
     * after a dot.
     */
    public Map<String, NDArray> leaves() {
        Map<String, NDArray> leaves = new LinkedHashMap<>();
        taken.forEach(
                (name, whole) -> {
                    List<NDArray> inParts = parts.getOrDefault(name, List.of());
                    if (inParts.isEmpty()) {
                        leaves.put(name, whole);
                    }
                    for (int i = 0; i < inParts.size(); i++) {
                        leaves.put(name + "." + i, inParts.get(i));
                    }
                });
        return leaves;
    }

    /** Number of values handed out. */
    public long parameters() {
        return taken.values().stream().mapToLong(NDArray::size).sum();
    }

    /**
     * Completes the account; to be called when the model is built.
     *
     * @return sentences about unused tensors
     * @throws Problem if something was missing or misshapen, with a list of it
     */
    public List<String> finish() {
        if (!missing.isEmpty() || !misshapen.isEmpty()) {
            List<String> wrong = new ArrayList<>(misshapen);
            if (!missing.isEmpty()) {
                wrong.add(0, missing.size() + " missing: " + listed(missing));
            }
            throw new Problem(
                    "The weights in %s do not fit the architecture that was recognised or chosen: %s; if it is another variant, say so with a configuration file beside the weights."
                            .formatted(file.path().getFileName(), listed(wrong)));
        }
        return unused.isEmpty()
                ? List.of()
                : List.of("Not used from the file: " + listed(List.copyOf(unused)) + ".");
    }

    private static String listed(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(LISTED, names.size())));
        return names.size() > LISTED ? first + " and " + (names.size() - LISTED) + " more" : first;
    }

    private static String sizes(List<Long> shape) {
        return shape.isEmpty()
                ? "a single value"
                : String.join(" × ", shape.stream().map(String::valueOf).toList());
    }
}
