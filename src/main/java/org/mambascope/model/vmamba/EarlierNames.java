package org.mambascope.model.vmamba;

import org.mambascope.checkpoint.StoredTensor;
import org.mambascope.checkpoint.WeightFile;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The weights of a VMamba as first published, under the names of the present original code ({@code
 * VSSM._load_from_state_dict} renames them alike).
 */
final class EarlierNames implements WeightFile {
    private static final String MARK = "layers.0.blocks.0.self_attention.in_proj.weight";

    private final WeightFile file;
    private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    private final Map<String, String> storedName = new LinkedHashMap<>();

    private EarlierNames(WeightFile file) {
        this.file = file;
        file.tensors()
                .forEach(
                        (stored, tensor) -> {
                            String name = present(stored);
                            storedName.put(name, stored);
                            tensors.put(
                                    name, new StoredTensor(name, tensor.type(), tensor.shape()));
                        });
    }

    /** The file itself if its names are not the earlier ones. */
    static WeightFile replaced(WeightFile file) {
        return file.tensors().containsKey(MARK) ? new EarlierNames(file) : file;
    }

    private static String present(String stored) {
        return stored.replaceFirst("^patch_embed\\.proj\\.", "patch_embed.0.")
                .replaceFirst("^patch_embed\\.norm\\.", "patch_embed.2.")
                .replaceFirst("^(norm|head)\\.", "classifier.$1.")
                .replaceFirst("\\.ln_1\\.", ".norm.")
                .replaceFirst("\\.self_attention\\.", ".op.");
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
