package org.mambascope.ui.session;

import ai.djl.Device;

import org.mambascope.activation.Analysis;
import org.mambascope.activation.AnalysisResult;
import org.mambascope.activation.ImageOverlay;
import org.mambascope.activation.PointAccumulator;
import org.mambascope.activation.PointStatistics;
import org.mambascope.base.Progress;
import org.mambascope.image.Batches;
import org.mambascope.image.Dataset;
import org.mambascope.image.Datasets;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LinearSlot;
import org.mambascope.model.LoadOptions;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.TokenOrder;
import org.mambascope.quant.QuantisedModels;
import org.mambascope.tensor.Devices;

import java.nio.file.Path;
import java.util.ArrayList;
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

    @Override
    public Observation overlay(LoadedModel model, Dataset images, Progress progress) {
        ImageOverlay overlay = new ImageOverlay();
        Batches batches = new Batches(images, model.preprocessing(), BATCH, broken -> {});
        AnalysisResult result =
                new Analysis(model.network(), model.network().points(), overlay)
                        .run(batches, images.size(), progress);
        return new Observation(result, overlay.images());
    }

    @Override
    public List<PointStatistics> weights(LoadedModel model, Progress progress) {
        List<LinearSlot> slots = model.network().slots();
        List<PointStatistics> weights = new ArrayList<>();
        for (LinearSlot slot : slots) {
            progress.checkCancelled();
            progress.report(weights.size(), slots.size(), slot.site().name());
            weights.add(weights(slot));
        }
        return weights;
    }

    private static PointStatistics weights(LinearSlot slot) {
        LayerSite site = slot.site();
        PointAccumulator accumulator =
                new PointAccumulator(
                        new ObservationPoint(
                                site.name() + ".weight",
                                site.block(),
                                site.kind(),
                                site.inputChannels(),
                                TokenOrder.unplaced(site.outputChannels())));
        accumulator.add(slot.original().weight().toFloatArray());
        return accumulator.finish();
    }
}
