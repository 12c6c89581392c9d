package org.mambascope.ui.session;

import ai.djl.Device;

import org.mambascope.activation.AnalysisResult;
import org.mambascope.activation.PointStatistics;
import org.mambascope.base.Progress;
import org.mambascope.image.Dataset;
import org.mambascope.model.LoadedModel;

import java.nio.file.Path;
import java.util.List;

/**
 * What the window asks of the floors below. Called from the background thread; every call may throw
 * a {@link org.mambascope.base.Problem}.
 */
public interface Backend {
    /** Devices that models can run on, the CPU first. */
    List<Device> devices();

    /** Reads a model onto a device. */
    LoadedModel load(Path file, Device device, Progress progress);

    /** The pictures that files and folders hold. */
    Dataset open(List<Path> sources);

    /** Runs a model on all pictures of a dataset. */
    AnalysisResult analyse(LoadedModel model, Dataset images, Progress progress);

    /** Runs a model on a few pictures, and keeps what each of them shows by itself. */
    Observation overlay(LoadedModel model, Dataset images, Progress progress);

    /** Statistics of the matrices of all quantisable layers, in the order in which they run. */
    List<PointStatistics> weights(LoadedModel model, Progress progress);
}
