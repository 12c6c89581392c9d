package org.mambascope.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import org.mambascope.base.FileFailure;
import org.mambascope.base.Problem;
import org.mambascope.base.file.AtomicFile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes safetensors files. */
public final class SafetensorsWriter {
    private static final int ALIGNMENT = 8;

    private SafetensorsWriter() {}

    /**
     * Writes the tensors, with the header in the map's order, so that the file is either complete
     * or as it was before. Data goes straight from the buffers to the file; wide elements come
     * first, so that every tensor is aligned to its element's size, which other readers rely on.
     *
     * @throws Problem if the file cannot be written, or the names make too long a header
     */
    public static void write(
            Path path, Map<String, OutputTensor> tensors, Map<String, String> metadata) {
        List<StoredTensor> described =
                tensors.entrySet().stream()
                        .map(
                                entry ->
                                        new StoredTensor(
                                                entry.getKey(),
                                                entry.getValue().type(),
                                                entry.getValue().shape()))
                        .toList();
        write(path, described, tensor -> tensors.get(tensor.name()), metadata);
    }

    /**
     * As {@link #write(Path, Map, Map)}, one tensor in memory at a time.
     *
     * @param data gives each tensor when its turn comes
     */
    public static void write(
            Path path,
            List<StoredTensor> tensors,
            Function<StoredTensor, OutputTensor> data,
            Map<String, String> metadata) {
        List<StoredTensor> layout = layout(tensors);
        byte[] header = header(path, tensors, begins(layout), metadata);
        try {
            AtomicFile.write(
                    path,
                    out -> {
                        WritableByteChannel channel = Channels.newChannel(out);
                        writeFully(channel, ByteBuffer.wrap(header));
                        for (StoredTensor tensor : layout) {
                            writeFully(channel, checked(tensor, data.apply(tensor)));
                        }
                    });
        } catch (IOException e) {
            throw FileFailure.writing(path, e);
        }
    }

    private static byte[] header(
            Path path,
            List<StoredTensor> tensors,
            Map<String, Long> begins,
            Map<String, String> metadata) {
        try {
            return header(tensors, begins, metadata);
        } catch (IOException e) {
            throw new Problem("Cannot write weights to %s: %s.".formatted(path, e.getMessage()), e);
        }
    }

    /**
     * Number of bytes that {@link #write} would write, without the data.
     *
     * @throws Problem if the names make too long a header
     */
    public static long bytes(List<StoredTensor> tensors, Map<String, String> metadata) {
        try {
            long data = tensors.stream().mapToLong(StoredTensor::bytes).reduce(0, Math::addExact);
            return header(tensors, begins(layout(tensors)), metadata).length + data;
        } catch (IOException e) {
            throw new Problem("Cannot write weights: %s.".formatted(e.getMessage()), e);
        }
    }

    private static List<StoredTensor> layout(List<StoredTensor> tensors) {
        return tensors.stream()
                .sorted(
                        Comparator.comparingInt((StoredTensor tensor) -> tensor.type().bytes())
                                .reversed())
                .toList();
    }

    private static ByteBuffer checked(StoredTensor tensor, OutputTensor given) {
        if (given.type() != tensor.type() || !given.shape().equals(tensor.shape())) {
            throw new IllegalArgumentException(
                    "expected %s, was given %s of shape %s"
                            .formatted(tensor, given.type(), given.shape()));
        }
        return given.data().duplicate();
    }

    private static Map<String, Long> begins(List<StoredTensor> layout) {
        Map<String, Long> begins = new LinkedHashMap<>();
        long begin = 0;
        for (StoredTensor tensor : layout) {
            begins.put(tensor.name(), begin);
            begin = Math.addExact(begin, tensor.bytes());
        }
        return begins;
    }

    /** The header with its length before it, padded with spaces. */
    private static byte[] header(
            List<StoredTensor> tensors, Map<String, Long> begins, Map<String, String> metadata)
            throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try (JsonGenerator generator = new JsonFactory().createGenerator(json)) {
            generator.writeStartObject();
            if (!metadata.isEmpty()) {
                generator.writeObjectFieldStart(SafetensorsHeader.METADATA);
                for (Map.Entry<String, String> entry : metadata.entrySet()) {
                    generator.writeStringField(entry.getKey(), entry.getValue());
                }
                generator.writeEndObject();
            }
            for (StoredTensor tensor : tensors) {
                writeEntry(generator, tensor, begins.get(tensor.name()));
            }
            generator.writeEndObject();
        }
        while (json.size() % ALIGNMENT != 0) {
            json.write(' ');
        }
        if (json.size() > SafetensorsReader.LONGEST_HEADER) {
            throw new IOException(
                    "names and metadata take %d bytes, and the format allows %d; take shorter ones"
                            .formatted(json.size(), SafetensorsReader.LONGEST_HEADER));
        }
        return ByteBuffer.allocate(Long.BYTES + json.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.size())
                .put(json.toByteArray())
                .array();
    }

    private static void writeEntry(JsonGenerator generator, StoredTensor tensor, long begin)
            throws IOException {
        String name = tensor.name();
        if (name.equals(SafetensorsHeader.METADATA)) {
            throw new IOException(
                    "no tensor can have the name '%s'; give it another one".formatted(name));
        }
        generator.writeObjectFieldStart(name);
        generator.writeStringField("dtype", tensor.type().safetensorsName());
        generator.writeArrayFieldStart("shape");
        for (long dimension : tensor.shape()) {
            generator.writeNumber(dimension);
        }
        generator.writeEndArray();
        generator.writeArrayFieldStart("data_offsets");
        generator.writeNumber(begin);
        generator.writeNumber(begin + tensor.bytes());
        generator.writeEndArray();
        generator.writeEndObject();
    }

    private static void writeFully(WritableByteChannel channel, ByteBuffer data)
            throws IOException {
        while (data.hasRemaining()) {
            channel.write(data);
        }
    }
}
