package org.mambascope.checkpoint;

import org.mambascope.base.Problem;
import org.mambascope.checkpoint.bytes.OpenFiles;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A weight file whose tensors are read from the disk as they are asked for. */
final class StoredWeightFile implements WeightFile {
    private final Path path;
    private final OpenFiles files;
    private final Map<String, String> metadata;
    private final Selection selection;
    private final Map<String, StoredTensor> tensors;

    StoredWeightFile(
            Path path, OpenFiles files, Map<String, String> metadata, Selection selection) {
        this.path = path;
        this.files = files;
        this.metadata = metadata;
        this.selection = selection;
        this.tensors = Collections.unmodifiableMap(stored(selection.tensors()));
    }

    /** Descriptions of tensors, under the names that they have here. */
    private static Map<String, StoredTensor> stored(Map<String, StridedTensor> tensors) {
        Map<String, StoredTensor> stored = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> stored.put(name, tensor.tensor().named(name)));
        return stored;
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public Map<String, StoredTensor> tensors() {
        return tensors;
    }

    @Override
    public Map<String, String> metadata() {
        return metadata;
    }

    @Override
    public List<String> sections() {
        return selection.offered();
    }

    @Override
    public List<String> notes() {
        return selection.notes();
    }

    @Override
    public float[] floats(String name) {
        return read(name, Elements::floats);
    }

    @Override
    public long[] integers(String name) {
        return read(name, Elements::integers);
    }

    @Override
    public ByteBuffer bytes(String name) {
        return read(
                name,
                tensor -> {
                    Sizes.arrayLength(name, tensor.tensor().bytes());
                    return tensor.contiguous()
                            .asByteBuffer()
                            .asReadOnlyBuffer()
                            .order(ByteOrder.LITTLE_ENDIAN);
                });
    }

    @Override
    public void close() {
        files.close();
    }

    private <T> T read(String name, Function<StridedTensor, T> reading) {
        try {
            StridedTensor tensor = selection.tensors().get(name);
            if (tensor == null) {
                throw new Problem(
                        "there is no tensor '%s' in it; take a file that has it".formatted(name));
            }
            if (tensor.tensor().type() == ElementType.UNREADABLE) {
                tensor.storage().readAll();
            }
            return reading.apply(tensor);
        } catch (Problem reason) {
            throw WeightFiles.cannotRead(path, reason);
        }
    }
}
