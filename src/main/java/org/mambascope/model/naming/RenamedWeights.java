package org.mambascope.model.naming;

import org.mambascope.checkpoint.StoredTensor;
import org.mambascope.checkpoint.WeightFile;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A weight file's tensors under other names. */
public final class RenamedWeights implements WeightFile {
    private final WeightFile file;
    private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    private final Map<String, String> storedName = new LinkedHashMap<>();

    /**
     * A view of a file, which closes the file.
     *
     * @param present from a tensor's name in the file to the one in the view, no two the same
     */
    public RenamedWeights(WeightFile file, UnaryOperator<String> present) {
        this.file = file;
        file.tensors()
                .forEach(
                        (stored, tensor) -> {
                            String name = present.apply(stored);
                            storedName.put(name, stored);
                            tensors.put(
                                    name, new StoredTensor(name, tensor.type(), tensor.shape()));
                        });
    }

    @Override
    public Path path() {
        return file.path();
    }

    @Override
    public Map<String, StoredTensor> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    @Override
    public Map<String, String> metadata() {
        return file.metadata();
    }

    @Override
    public List<String> sections() {
        return file.sections();
    }

    @Override
    public List<String> notes() {
        return file.notes();
    }

    @Override
    public float[] floats(String name) {
        return file.floats(storedName.getOrDefault(name, name));
    }

    @Override
    public long[] integers(String name) {
        return file.integers(storedName.getOrDefault(name, name));
    }

    @Override
    public ByteBuffer bytes(String name) {
        return file.bytes(storedName.getOrDefault(name, name));
    }

    @Override
    public void close() {
        file.close();
    }
}
