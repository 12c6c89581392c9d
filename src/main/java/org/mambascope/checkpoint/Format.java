package org.mambascope.checkpoint;

import org.mambascope.base.Problem;
import org.mambascope.checkpoint.bytes.LittleEndian;
import org.mambascope.checkpoint.bytes.Storage;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The kinds of files that are given as weights, told by their beginning and not by their names. */
enum Format {
    SAFETENSORS,
    TORCH_ZIP,
    PICKLE,
    JSON,
    EMPTY,
    LFS_POINTER,
    WEB_PAGE,
    GZIP,
    HDF5,
    NUMPY,
    GGUF,
    UNKNOWN;

    private static final int LOOKED_AT = 256;
    private static final int PICKLE_PROTOCOL = 0x80;
    private static final int HIGHEST_PROTOCOL = 5;

    static Format of(Storage file) {
        byte[] start = file.read(0, Math.min(file.size(), LOOKED_AT));
        String text = new String(start, StandardCharsets.ISO_8859_1);
        String trimmed = text.strip().toLowerCase(Locale.ROOT);
        if (start.length == 0) {
            return EMPTY;
        }
        if (start.length > 8 && start[8] == '{' && !isTextInBraces(start, file.size())) {
            return SAFETENSORS;
        }
        if (text.startsWith("PK\3\4")) {
            return TORCH_ZIP;
        }
        if (start.length >= 2
                && Byte.toUnsignedInt(start[0]) == PICKLE_PROTOCOL
                && start[1] <= HIGHEST_PROTOCOL) {
            return PICKLE;
        }
        if (trimmed.startsWith("version https://git-lfs")) {
            return LFS_POINTER;
        }
        if (trimmed.startsWith("<!doctype") || trimmed.startsWith("<html")) {
            return WEB_PAGE;
        }
        if (text.startsWith("\u001f\u008b")) {
            return GZIP;
        }
        if (text.startsWith("\u0089HDF")) {
            return HDF5;
        }
        if (text.startsWith("\u0093NUMPY")) {
            return NUMPY;
        }
        if (text.startsWith("GGUF")) {
            return GGUF;
        }
        return trimmed.startsWith("{") ? JSON : UNKNOWN;
    }

    /** Reads one file that holds weights itself. */
    static Contents read(Storage file) {
        return switch (of(file)) {
            case SAFETENSORS -> SafetensorsReader.read(file);
            case TORCH_ZIP -> TorchReader.read(file);
            case PICKLE -> LegacyReader.read(file);
            case JSON -> throw new Problem("it is JSON, not weights; open the weights themselves");
            case EMPTY -> throw new Problem("it is empty");
            case LFS_POINTER ->
                    throw new Problem(
                            "it is a Git LFS pointer, not weights; fetch the file itself with git"
                                    + " lfs pull");
            case WEB_PAGE ->
                    throw new Problem(
                            "it is a web page, not weights; download the file itself, as behind"
                                    + " 'raw' or 'download'");
            case GZIP -> throw new Problem("it is packed by gzip; unpack it first");
            case HDF5 ->
                    throw new Problem(
                            "it is an HDF5 file, as Keras writes; save the weights as safetensors");
            case NUMPY ->
                    throw new Problem(
                            "it is a NumPy array, not weights; save the state dict as safetensors");
            case GGUF ->
                    throw new Problem(
                            "it is a GGUF file of llama.cpp; convert the original weights to"
                                    + " safetensors");
            case UNKNOWN ->
                    throw new Problem(
                            "it is neither a safetensors file nor one written by torch.save; open one that is");
        };
    }

    /** A JSON text may have a brace in ninth place too, and then its beginning is no length. */
    private static boolean isTextInBraces(byte[] start, long size) {
        long length = MemorySegment.ofArray(start).get(LittleEndian.LONG, 0);
        return start[0] == '{' && (length < 0 || length > size);
    }
}
