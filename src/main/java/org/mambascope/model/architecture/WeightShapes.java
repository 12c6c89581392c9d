package org.mambascope.model.architecture;

import org.mambascope.base.Problem;
import org.mambascope.checkpoint.StoredTensor;
import org.mambascope.checkpoint.WeightFile;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names and shapes of a file's weights, from which an architecture is recognised. */
public final class WeightShapes {
    private final WeightFile file;
    private final Map<String, StoredTensor> tensors;
    private final String prefix;

    /** Names and shapes of a file. */
    public WeightShapes(WeightFile file) {
        this(file, "");
    }

    private WeightShapes(WeightFile file, String prefix) {
        this.file = file;
        this.tensors = file.tensors();
        this.prefix = prefix;
    }

    /** The weights whose names begin so, called by what follows. */
    public WeightShapes under(String beginning) {
        return new WeightShapes(file, prefix + beginning);
    }

    /** Metadata of the file, word by word. */
    public Map<String, String> metadata() {
        return file.metadata();
    }

    /** The file's name, for messages. */
    public String file() {
        return file.path().getFileName().toString();
    }

    /** Returns true if there is a tensor of this name. */
    public boolean has(String name) {
        return tensors.containsKey(prefix + name);
    }

    /**
     * Size along an axis, one or more.
     *
     * @throws Problem if there is no such tensor or axis
     */
    public int size(String name, int axis) {
        StoredTensor tensor = tensors.get(prefix + name);
        if (tensor == null) {
            throw new Problem(
                    "%s: expected a weight named %s, found none.".formatted(file(), prefix + name));
        }
        NeededTensor.check(file, tensor);
        List<Long> shape = tensor.shape();
        if (axis >= shape.size() || shape.get(axis) > Integer.MAX_VALUE) {
            throw new Problem(
                    "%s: expected the weight %s to have a size along axis %d, found shape %s."
                            .formatted(file(), prefix + name, axis, shape));
        }
        return shape.get(axis).intValue();
    }

    /** Size along an axis; empty if there is no such tensor. */
    public OptionalInt sizeIfPresent(String name, int axis) {
        return has(name) ? OptionalInt.of(size(name, axis)) : OptionalInt.empty();
    }

    /**
     * Number of the parts {@code prefix0}, {@code prefix1}, … that a file holds weights of, as
     * {@code layers.} has blocks.
     *
     * @param mark a weight that each of them has, as {@code .mixer.in_proj.weight}; a part's name
     *     ends where it begins, or at the next dot
     * @throws Problem if one between others is missing, or lacks that weight
     */
    public int parts(String part, String mark) {
        SortedSet<Integer> present = indices(prefix + part);
        int count = present.isEmpty() ? 0 : present.last() + 1;
        for (int index = 0; index < count; index++) {
            if (!has(part + index + mark)) {
                throw incomplete(prefix + part, index, mark, present);
            }
        }
        return count;
    }

    private Problem incomplete(String part, int index, String mark, SortedSet<Integer> present) {
        if (present.contains(index)) {
            return new Problem(
                    "%s: expected a weight named %s, found other weights of %s without it: take a complete file."
                            .formatted(file(), part + index + mark, part + index));
        }
        int missing = present.last() + 1 - present.size();
        String others = missing > 1 ? " and %d others".formatted(missing - 1) : "";
        return new Problem(
                "%s: expected weights of every part up to %s, found none of %s%s: take a complete file."
                        .formatted(file(), part + present.last(), part + index, others));
    }

    private SortedSet<Integer> indices(String beginning) {
        Pattern part = Pattern.compile(Pattern.quote(beginning) + "(\\d{1,6})(\\..*)?");
        return tensors.keySet().stream()
                .map(part::matcher)
                .filter(Matcher::matches)
                .map(match -> Integer.valueOf(match.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
