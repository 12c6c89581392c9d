package org.mambascope.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import org.mambascope.base.AtomicFile;
import org.mambascope.base.Problem;

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
        try {
            List<Map.Entry<String, OutputTensor>> layout =
                    tensors.entrySet().stream()
                            .sorted(
                                    Comparator.comparingInt(SafetensorsWriter::elementBytes)
                                            .reversed())
                            .toList();
            byte[] header = header(tensors, begins(layout), metadata);
            AtomicFile.write(
                    path,
                    out -> {
                        WritableByteChannel channel = Channels.newChannel(out);
                        writeFully(channel, ByteBuffer.wrap(header));
                        for (Map.Entry<String, OutputTensor> entry : layout) {
                            writeFully(channel, entry.getValue().data().duplicate());
                        }
                    });
        } catch (IOException e) {
            throw new Problem(
                    "cannot write weights to '%s': %s".formatted(path, e.getMessage()), e);
        }
    }

    private static int elementBytes(Map.Entry<String, OutputTensor> entry) {
        return entry.getValue().type().bytes();
    }

    private static Map<String, Long> begins(List<Map.Entry<String, OutputTensor>> layout) {
        Map<String, Long> begins = new LinkedHashMap<>();
        long begin = 0;
        for (Map.Entry<String, OutputTensor> entry : layout) {
            begins.put(entry.getKey(), begin);
            begin = Math.addExact(begin, entry.getValue().data().remaining());
        }
        return begins;
    }

    /** The header with its length before it, padded with spaces. */
    private static byte[] header(
            Map<String, OutputTensor> tensors,
            Map<String, Long> begins,
            Map<String, String> metadata)
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
            for (Map.Entry<String, OutputTensor> entry : tensors.entrySet()) {
                writeEntry(generator, entry.getKey(), entry.getValue(), begins.get(entry.getKey()));
            }
            generator.writeEndObject();
        }
        while (json.size() % ALIGNMENT != 0) {
            json.write(' ');
        }
        if (json.size() > SafetensorsReader.LONGEST_HEADER) {
            throw new IOException(
                    "names and metadata take %d bytes, and the format allows %d"
                            .formatted(json.size(), SafetensorsReader.LONGEST_HEADER));
        }
        return ByteBuffer.allocate(Long.BYTES + json.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.size())
                .put(json.toByteArray())
                .array();
    }

    private static void writeEntry(
            JsonGenerator generator, String name, OutputTensor tensor, long begin)
            throws IOException {
        if (name.equals(SafetensorsHeader.METADATA)) {
            throw new IOException("no tensor can have the name '%s'".formatted(name));
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
        generator.writeNumber(begin + tensor.data().remaining());
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
