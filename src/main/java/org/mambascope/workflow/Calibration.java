package org.mambascope.workflow;

import org.mambascope.quant.calibration.CalibrationSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Calibration images of a model.
 *
 * @param source an image, a folder, or an IDX file
 * @param sets number and choice of its images
 */
public record Calibration(Path source, CalibrationSource sets) {
    /** The same choice as arguments of a command. */
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
