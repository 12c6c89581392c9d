package org.mambascope.checkpoint;

import org.mambascope.base.Problem;
import org.mambascope.checkpoint.bytes.LittleEndian;
import org.mambascope.checkpoint.bytes.Storage;

import java.lang.foreign.MemorySegment;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the safetensors format: eight bytes with the length of a JSON header, the header, and the
 * data, which the tensors must cover without overlap or gap. As <a
 * href="https://github.com/huggingface/safetensors#format">the format's description</a> has it.
 */
final class SafetensorsReader {
    static final long LONGEST_HEADER = 100_000_000;

    private SafetensorsReader() {}

    static Contents read(Storage file) {
        long length = MemorySegment.ofArray(file.read(0, Long.BYTES)).get(LittleEndian.LONG, 0);
        if (length < 0 || length > LONGEST_HEADER) {
            throw new Problem(
                    "its header should take %s bytes, and the format allows %d"
                            .formatted(Long.toUnsignedString(length), LONGEST_HEADER));
        }
        long dataStart = Long.BYTES + length;
        if (dataStart > file.size()) {
            throw new Problem(
                    "it is cut off: its header should take %d bytes, and the whole file has %d"
                            .formatted(length, file.size()));
        }
        SafetensorsHeader header = SafetensorsHeader.parse(file.read(Long.BYTES, length));
        Storage data = file.part(dataStart, file.size() - dataStart);
        checkCoverage(header.tensors(), data.size());
        Map<String, StridedTensor> tensors = new LinkedHashMap<>();
        for (SafetensorsHeader.Entry entry : header.tensors()) {
            tensors.put(entry.tensor().name(), tensor(entry, data));
        }
        return new Contents(
                List.of(new StateDict("", tensors)), header.metadata(), Optional.empty());
    }

    private static StridedTensor tensor(SafetensorsHeader.Entry entry, Storage data) {
        StoredTensor tensor = entry.tensor();
        return tensor.type() == ElementType.UNREADABLE
                ? StridedTensor.refused(
                        tensor.name(),
                        tensor.shape(),
                        "tensor '%s' has elements of type '%s', which cannot be read"
                                .formatted(tensor.name(), entry.type()))
                : StridedTensor.whole(tensor, data.part(entry.begin(), tensor.bytes()));
    }

    private static void checkCoverage(List<SafetensorsHeader.Entry> entries, long dataBytes) {
        List<SafetensorsHeader.Entry> inOrder =
                entries.stream()
                        .sorted(
                                Comparator.comparingLong(SafetensorsHeader.Entry::begin)
                                        .thenComparingLong(SafetensorsHeader.Entry::end))
                        .toList();
        long covered = 0;
        for (SafetensorsHeader.Entry entry : inOrder) {
            StoredTensor tensor = entry.tensor();
            if (entry.begin() != covered) {
                throw new Problem(
                        "tensor '%s' begins at byte %d of the data and not at %d: overlap or gap"
                                .formatted(tensor.name(), entry.begin(), covered));
            }
            boolean known = tensor.type() != ElementType.UNREADABLE;
            if (known && entry.end() - entry.begin() != tensor.bytes()) {
                throw new Problem(
                        "tensor '%s' of type %s and shape %s takes %d bytes, and its offsets give %d"
                                .formatted(
                                        tensor.name(),
                                        tensor.type(),
                                        tensor.shape(),
                                        tensor.bytes(),
                                        entry.end() - entry.begin()));
            }
            covered = entry.end();
        }
        if (covered != dataBytes) {
            throw new Problem(
                    "its tensors take %d bytes, and the file has %d bytes of data: %s"
                            .formatted(
                                    covered,
                                    dataBytes,
                                    covered > dataBytes ? "it is cut off" : "some belong to none"));
        }
    }
}
