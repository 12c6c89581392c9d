package org.mambascope.ui.session;

import org.mambascope.quant.CalibrationSets;

import java.nio.file.Path;

/**
 * What a model is calibrated with.
 *
 * @param source a picture, a folder, or an IDX file
 * @param sets how many images of it, and which
 */
public record Calibration(Path source, CalibrationSets sets) {}
