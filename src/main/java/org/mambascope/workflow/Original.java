package org.mambascope.workflow;

import ai.djl.Device;

import org.mambascope.base.ProgramVersion;
import org.mambascope.base.Progress;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.quant.QuantisableModel;
import org.mambascope.quant.QuantisationJob;
import org.mambascope.quant.calibration.CalibrationSet;

import java.nio.file.Path;
import java.util.function.Function;

/**
 * The weight file of a model that is to be quantised.
 *
 * @param file its weights
 * @param options what the user says of them
 * @param device to calibrate on
 */
public record Original(Path file, LoadOptions options, Device device) {
    /** The job that quantises it into a file. */
    public QuantisationJob into(Path target) {
        return new QuantisationJob(file, options, device, target, ProgramVersion.number());
    }

    /**
     * Opens it to be quantised, as {@link QuantisableModel#open}.
     *
     * @param images reads the calibration set for it
     */
    public QuantisableModel open(Function<LoadedModel, CalibrationSet> images, Progress progress) {
        return QuantisableModel.open(file, options, device, images, progress);
    }

    /** Length of the file, in bytes. */
    public long bytes() {
        return file.toFile().length();
    }
}
