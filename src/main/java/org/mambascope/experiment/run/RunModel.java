package org.mambascope.experiment.run;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The weight file of a run and how it was produced.
 *
 * @param file its weight file
 * @param method that it was quantised by, for the user
 * @param bits as {@code W4A4}
 * @param bytes of its file
 * @param bitOperations of its linear layers for one image
 * @param seconds that quantising took; NaN for the open model
 * @param origin record of its quantisation; empty for the open model
 */
public record RunModel(
        Path file,
        String method,
        String bits,
        long bytes,
        double bitOperations,
        double seconds,
        Optional<QuantisationRecord> origin) {
    public RunModel {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(bits, "bits");
        Objects.requireNonNull(origin, "origin");
    }
}
