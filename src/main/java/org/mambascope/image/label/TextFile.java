package org.mambascope.image.label;

import org.mambascope.base.FileFailure;
import org.mambascope.base.Problem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Text as editors, spreadsheets and shells write it: UTF-8 or UTF-16 with or without a byte-order
 * mark, else Windows' Western characters.
 */
final class TextFile {
    private static final long MAX_BYTES = 256L << 20;
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private TextFile() {}

    /**
     * The text of a file, without a mark.
     *
     * @throws Problem if it cannot be read, or is too large
     */
    static String text(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
                throw new Problem(
                        "Expected a text of at most %d MB in %s, found something else: give a text file."
                                .formatted(MAX_BYTES >> 20, file));
            }
            return decoded(Files.readAllBytes(file));
        } catch (IOException e) {
            throw FileFailure.reading(file, e);
        }
    }

    private static String decoded(byte[] bytes) {
        int first = bytes.length > 0 ? bytes[0] & 0xff : -1;
        int second = bytes.length > 1 ? bytes[1] & 0xff : -1;
        if (first == 0xff && second == 0xfe || first > 0 && second == 0) {
            return withoutMark(new String(bytes, StandardCharsets.UTF_16LE));
        }
        if (first == 0xfe && second == 0xff || first == 0 && second > 0) {
            return withoutMark(new String(bytes, StandardCharsets.UTF_16BE));
        }
        try {
            return withoutMark(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return new String(bytes, WINDOWS);
        }
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
