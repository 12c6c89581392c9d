package org.mambascope.checkpoint;

import org.mambascope.base.Problem;
import org.mambascope.checkpoint.bytes.LittleEndian;
import org.mambascope.checkpoint.bytes.Storage;
import org.mambascope.checkpoint.pickle.Pickled.StorageReference;
import org.mambascope.checkpoint.pickle.TorchUnpickler;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what {@code torch.save} wrote before PyTorch 1.6, and still does if asked to: pickles of a
 * magic number, a version, the machine, the object and the keys of its storages in a row; then, for
 * each key, the number of elements and the elements.
 */
final class LegacyReader {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final int VERSION = 1001;

    private final Storage file;
    private final ByteArrayInputStream pickles;
    private final Map<String, StorageReference> references = new LinkedHashMap<>();
    private final int length;

    private LegacyReader(Storage file) {
        this.file = file;
        length = (int) Math.min(file.size(), TorchReader.LONGEST_PICKLE);
        pickles = new ByteArrayInputStream(file.read(0, length));
    }

    static Contents read(Storage file) {
        return new LegacyReader(file).read();
    }

    private Contents read() {
        if (!MAGIC.equals(next())) {
            throw new Problem(
                    "it is a pickle, but not one that torch.save wrote; load it in PyTorch and save"
                            + " model.state_dict() with torch.save");
        }
        Object version = next();
        if (!version.equals(VERSION)) {
            throw new Problem(
                    "it is in version %s of the format before PyTorch 1.6, and only %d is known; save it again with a current PyTorch"
                            .formatted(version, VERSION));
        }
        if (!(next() instanceof Map<?, ?> machine)
                || !Boolean.TRUE.equals(machine.get("little_endian"))) {
            throw new Problem(
                    "its numbers are not little-endian; save it again on a machine that is");
        }
        Object root = next();
        Object keys = next();
        if (!(keys instanceof List<?> list)) {
            throw new Problem("its pickle is damaged: the keys of its storages are missing");
        }
        Map<String, Storage> storages = storages(list);
        return new TorchTensors(file.size(), key -> storage(storages, key)).in(root);
    }

    private Object next() {
        Object value = TorchUnpickler.unpickle(pickles, references);
        if (value == null) {
            throw new Problem("its pickle is damaged: it has nothing where something should be");
        }
        return value;
    }

    /** The parts of the file that the storages take, in the order of their keys. */
    private Map<String, Storage> storages(List<?> keys) {
        LittleEndian numbers = new LittleEndian(file);
        Map<String, Storage> storages = new HashMap<>();
        long at = length - pickles.available();
        for (Object key : keys) {
            StorageReference reference = references.get(key);
            if (reference == null) {
                throw new Problem("its storage '%s' belongs to no tensor".formatted(key));
            }
            long elements = numbers.u64(at);
            int bytes = TorchTensors.elementType(reference.type()).bytes();
            if (elements != reference.elements()) {
                throw new Problem(
                        "its storage '%s' should have %d elements, and has %d"
                                .formatted(key, reference.elements(), elements));
            }
            at += Long.BYTES;
            file.checkInside(at, Math.min(elements, Long.MAX_VALUE / bytes) * bytes);
            storages.put(reference.key(), file.part(at, elements * bytes));
            at += elements * bytes;
        }
        return storages;
    }

    private static Storage storage(Map<String, Storage> storages, String key) {
        Storage storage = storages.get(key);
        if (storage == null) {
            throw new Problem("its storage '%s' is missing".formatted(key));
        }
        return storage;
    }
}
