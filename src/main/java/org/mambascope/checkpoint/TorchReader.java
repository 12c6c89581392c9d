package org.mambascope.checkpoint;

import org.mambascope.base.Problem;
import org.mambascope.checkpoint.bytes.Storage;
import org.mambascope.checkpoint.bytes.ZipDirectory;
import org.mambascope.checkpoint.bytes.ZipEntryStorage;
import org.mambascope.checkpoint.pickle.TorchUnpickler;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the zip files that {@code torch.save} writes: {@code NAME/data.pkl} describes the objects,
 * and {@code NAME/data/KEY} is the storage of that key, as it is in memory.
 */
final class TorchReader {
    private static final String PICKLE = "data.pkl";
    private static final Pattern PICKLE_PATH = Pattern.compile("([^/]*/)?data\\.pkl");
    static final int LONGEST_PICKLE = 64 << 20;

    private final ZipDirectory zip;
    private final String folder;

    private TorchReader(Storage file) {
        this.zip = ZipDirectory.read(file);
        this.folder = folder(zip);
    }

    static Contents read(Storage file) {
        TorchReader reader = new TorchReader(file);
        reader.checkByteOrder();
        Object root = TorchUnpickler.unpickle(reader.pickle());
        return new TorchTensors(file.size(), reader::storage).in(root);
    }

    private static String folder(ZipDirectory zip) {
        for (String name : zip.names()) {
            if (PICKLE_PATH.matcher(name).matches()) {
                return name.substring(0, name.length() - PICKLE.length());
            }
        }
        throw new Problem(
                "it is a zip file without a data.pkl, so not one that torch.save wrote; open one that it did");
    }

    private byte[] pickle() {
        ZipEntryStorage entry = zip.entry(folder + PICKLE).orElseThrow();
        if (entry.size() > LONGEST_PICKLE) {
            throw new Problem(
                    "its data.pkl has %d bytes, and %d is the most that can be read"
                            .formatted(entry.size(), LONGEST_PICKLE));
        }
        return entry.readAll();
    }

    private void checkByteOrder() {
        Optional<ZipEntryStorage> order = zip.entry(folder + "byteorder");
        byte[] little = "little".getBytes(StandardCharsets.US_ASCII);
        if (order.isPresent()
                && (order.get().size() != little.length
                        || !Arrays.equals(order.get().readAll(), little))) {
            throw new Problem(
                    "its numbers are not little-endian; save it again on a machine that is");
        }
    }

    private Storage storage(String key) {
        return zip.entry(folder + "data/" + key)
                .orElseThrow(() -> new Problem("its storage '%s' is missing".formatted(key)));
    }
}
