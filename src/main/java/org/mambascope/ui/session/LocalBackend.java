package org.mambascope.ui.session;

import ai.djl.Device;

import org.mambascope.activation.Analysis;
import org.mambascope.activation.AnalysisResult;
import org.mambascope.base.Progress;
import org.mambascope.image.Batches;
import org.mambascope.image.Dataset;
import org.mambascope.image.Datasets;
import org.mambascope.model.LoadOptions;
import org.mambascope.model.LoadedModel;
import org.mambascope.quant.QuantisedModels;
import org.mambascope.tensor.Devices;

import java.nio.file.Path;
import java.util.List;

/** The floors below, in this process. */
public final class LocalBackend implements Backend {
    private static final int BATCH = 8;

    @Override
    public List<Device> devices() {
        return Devices.all();
    }

    @Override
    public LoadedModel load(Path file, Device device, Progress progress) {
        return QuantisedModels.open(file, LoadOptions.DEFAULT, device).model();
    }

    @Override
    public Dataset open(List<Path> sources) {
        return Datasets.of(sources);
    }

    @Override
    public AnalysisResult analyse(LoadedModel model, Dataset images, Progress progress) {
        Batches batches = new Batches(images, model.preprocessing(), BATCH, broken -> {});
        return new Analysis(model.network()).run(batches, images.size(), progress);
    }
}
