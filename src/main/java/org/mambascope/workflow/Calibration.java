package org.mambascope.workflow;

import org.mambascope.quant.calibration.CalibrationSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model is calibrated with.
 *
 * @param source a picture, a folder, or an IDX file
 * @param sets how many images of it, and which
 */
public record Calibration(Path source, CalibrationSource sets) {
    /** How a command is told of it. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--calibration", source.toString()));
        sets.count()
                .ifPresent(
                        count ->
                                arguments.addAll(
                                        List.of("--calibration-images", Integer.toString(count))));
        arguments.addAll(
                List.of(
                        "--calibration-choice",
                        sets.choice().id(),
                        "--seed",
                        Long.toString(sets.seed())));
        return arguments;
    }
}
