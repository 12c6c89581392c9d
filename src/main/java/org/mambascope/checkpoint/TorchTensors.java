package org.mambascope.checkpoint;

import org.mambascope.base.Problem;
import org.mambascope.checkpoint.bytes.Storage;
import org.mambascope.checkpoint.pickle.Pickled;
import org.mambascope.checkpoint.pickle.TensorDictionaries;
import org.mambascope.checkpoint.pickle.TensorDictionary;
import org.mambascope.checkpoint.pickle.TrainingMetadata;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Tensors of a file that {@code torch.save} wrote. One that cannot be read is refused only where
 * its values are asked for.
 *
 * @param fileSize bytes of the whole file
 * @param storages the bytes of a storage by its key; throws a {@link Problem} if it is missing
 */
record TorchTensors(long fileSize, Function<String, Storage> storages) {
    /** The state dicts below an unpickled root. */
    Contents in(Object root) {
        TensorDictionaries dictionaries = TensorDictionaries.in(root);
        List<StateDict> dicts = dictionaries.found().stream().map(this::stateDict).toList();
        return new Contents(dicts, TrainingMetadata.in(root), dictionaries.wholeObject());
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

    private StridedTensor tensor(String name, Pickled.Tensor pickled) {
        Pickled.StorageReference reference = pickled.storage();
        try {
            ElementType type = elementType(reference.type());
            StoredTensor tensor = new StoredTensor(name, type, pickled.shape());
            Storage storage = storage(reference, type);
            // Strides of zero could make a few bytes into any number of elements.
            if (tensor.bytes() > Math.max(fileSize, storage.size())) {
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
        Storage storage = storages.apply(reference.key());
        if (storage.size() % type.bytes() != 0
                || storage.size() / type.bytes() != reference.elements()) {
            throw new Problem(
                    "its storage '%s' should have %d elements of type %s, and has %d bytes"
                            .formatted(
                                    reference.key(), reference.elements(), type, storage.size()));
        }
        return storage;
    }

    static ElementType elementType(String storage) {
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
