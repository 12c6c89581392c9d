package org.mambascope.checkpoint;

import org.mambascope.base.Problem;
import org.mambascope.checkpoint.bytes.Storage;
import org.mambascope.checkpoint.bytes.ZipDirectory;
import org.mambascope.checkpoint.bytes.ZipEntryStorage;
import org.mambascope.checkpoint.pickle.Pickled;
import org.mambascope.checkpoint.pickle.TensorDictionaries;
import org.mambascope.checkpoint.pickle.TensorDictionary;
import org.mambascope.checkpoint.pickle.TorchUnpickler;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the zip files that {@code torch.save} writes: {@code NAME/data.pkl} describes the objects,
 * and {@code NAME/data/KEY} is the storage of that key, as it is in memory.
 */
final class TorchReader {
    private static final String PICKLE = "data.pkl";
    private static final Pattern PICKLE_PATH = Pattern.compile("([^/]*/)?data\\.pkl");
    private static final long LONGEST_PICKLE = 64 << 20;

    private final Storage file;
    private final ZipDirectory zip;
    private final String folder;

    private TorchReader(Storage file) {
        this.file = file;
        this.zip = ZipDirectory.read(file);
        this.folder = folder(zip);
    }

    static Contents read(Storage file) {
        TorchReader reader = new TorchReader(file);
        reader.checkByteOrder();
        TensorDictionaries dictionaries =
                TensorDictionaries.in(TorchUnpickler.unpickle(reader.pickle()));
        List<StateDict> dicts = dictionaries.found().stream().map(reader::stateDict).toList();
        return new Contents(dicts, Map.of(), dictionaries.wholeObject());
    }

    private StateDict stateDict(TensorDictionary dictionary) {
        Map<String, StridedTensor> tensors = new LinkedHashMap<>();
        dictionary.tensors().forEach((name, pickled) -> tensors.put(name, tensor(name, pickled)));
        return new StateDict(dictionary.path(), tensors);
    }

    private StridedTensor tensor(String name, Pickled.AnyTensor any) {
        return switch (any) {
            case Pickled.Tensor tensor -> tensor(name, tensor);
            case Pickled.OtherTensor other ->
                    StridedTensor.refused(
                            name,
                            List.of(),
                            "tensor '%s' is of a kind that cannot be read (%s)"
                                    .formatted(name, other.builder()));
        };
    }

    private static String folder(ZipDirectory zip) {
        for (String name : zip.names()) {
            if (PICKLE_PATH.matcher(name).matches()) {
                return name.substring(0, name.length() - PICKLE.length());
            }
        }
        throw new Problem("it is a zip file without a data.pkl, so not one that torch.save wrote");
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

    private StridedTensor tensor(String name, Pickled.Tensor pickled) {
        Pickled.StorageReference reference = pickled.storage();
        try {
            ElementType type = elementType(reference.type());
            StoredTensor tensor = new StoredTensor(name, type, pickled.shape());
            Storage storage = storage(reference, type);
            // Strides of zero could make a few bytes into any number of elements.
            if (tensor.bytes() > Math.max(file.size(), storage.size())) {
                throw new Problem(
                        "shape %s takes %d bytes, more than the whole file has"
                                .formatted(tensor.shape(), tensor.bytes()));
            }
            return new StridedTensor(tensor, storage, pickled.offset(), pickled.strides());
        } catch (Problem reason) {
            return StridedTensor.refused(
                    name,
                    countable(pickled.shape()) ? pickled.shape() : List.of(),
                    "tensor '%s': %s".formatted(name, reason.getMessage()));
        }
    }

    private static boolean countable(List<Long> shape) {
        try {
            return Sizes.elements(shape) >= 0;
        } catch (Problem _) {
            return false;
        }
    }

    private Storage storage(Pickled.StorageReference reference, ElementType type) {
        ZipEntryStorage entry =
                zip.entry(folder + "data/" + reference.key())
                        .orElseThrow(
                                () ->
                                        new Problem(
                                                "its storage '%s' is missing"
                                                        .formatted(reference.key())));
        if (entry.size() % type.bytes() != 0
                || entry.size() / type.bytes() != reference.elements()) {
            throw new Problem(
                    "its storage '%s' should have %d elements of type %s, and has %d bytes"
                            .formatted(reference.key(), reference.elements(), type, entry.size()));
        }
        return entry;
    }

    private static ElementType elementType(String storage) {
        return switch (storage) {
            case "HalfStorage" -> ElementType.F16;
            case "BFloat16Storage" -> ElementType.BF16;
            case "FloatStorage" -> ElementType.F32;
            case "DoubleStorage" -> ElementType.F64;
            case "CharStorage" -> ElementType.I8;
            case "ByteStorage" -> ElementType.U8;
            case "ShortStorage" -> ElementType.I16;
            case "IntStorage" -> ElementType.I32;
            case "LongStorage" -> ElementType.I64;
            case "BoolStorage" -> ElementType.BOOL;
            case "QInt8Storage",
                    "QUInt8Storage",
                    "QInt32Storage",
                    "QUInt4x2Storage",
                    "QUInt2x4Storage" ->
                    throw new Problem(
                            "it was quantised by PyTorch (%s); dequantise it first"
                                    .formatted(storage));
            default ->
                    throw new Problem(
                            "its elements are in a '%s', a type that cannot be read"
                                    .formatted(storage));
        };
    }
}
