package org.mambascope.ui.session;

import ai.djl.Device;

import org.mambascope.activation.Analysis;
import org.mambascope.activation.AnalysisResult;
import org.mambascope.activation.ImageOverlay;
import org.mambascope.activation.PointAccumulator;
import org.mambascope.activation.PointStatistics;
import org.mambascope.base.ProgramVersion;
import org.mambascope.base.Progress;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;
import org.mambascope.experiment.Answers;
import org.mambascope.experiment.Evaluation;
import org.mambascope.experiment.LayerSensitivity;
import org.mambascope.experiment.Sensitivity;
import org.mambascope.experiment.benchmark.RunTime;
import org.mambascope.experiment.search.BitOperations;
import org.mambascope.experiment.search.BitSearch;
import org.mambascope.experiment.search.FileSize;
import org.mambascope.experiment.search.PlanCost;
import org.mambascope.image.Batches;
import org.mambascope.image.Dataset;
import org.mambascope.image.Datasets;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LinearSlot;
import org.mambascope.model.LoadOptions;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.TokenOrder;
import org.mambascope.quant.BitPlan;
import org.mambascope.quant.CalibrationSet;
import org.mambascope.quant.FileQuantisation;
import org.mambascope.quant.LayerBits;
import org.mambascope.quant.Quantisation;
import org.mambascope.quant.QuantisationObserver;
import org.mambascope.quant.QuantisationPlan;
import org.mambascope.quant.QuantisedFile;
import org.mambascope.quant.QuantisedLayer;
import org.mambascope.quant.QuantisedModels;
import org.mambascope.quant.QuantisedSize;
import org.mambascope.tensor.Devices;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The floors below, in this process. */
public final class LocalBackend implements Backend {
    private static final int BATCH = 8;
    private static final int ROUNDS = 30;

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

    @Override
    public FileQuantisation.Outcome quantise(
            LoadedModel model,
            QuantisationPlan plan,
            Calibration calibration,
            Path target,
            Progress progress,
            QuantisationObserver observer) {
        return new FileQuantisation(
                        model.file(),
                        LoadOptions.DEFAULT,
                        model.network().manager().getDevice(),
                        target,
                        ProgramVersion.number())
                .run(loaded -> read(calibration, loaded), plan, progress, observer);
    }

    @Override
    public List<Answers> evaluate(
            LoadedModel model, List<Path> quantised, Dataset images, int limit, Progress progress) {
        return new Evaluation(model, images, broken -> {})
                .run(variants(quantised), limit, progress);
    }

    @Override
    public List<RunTime> time(
            LoadedModel model, List<Path> quantised, Device device, int batch, Progress progress) {
        List<List<QuantisedLayer>> variants = variants(quantised);
        if (device.equals(model.network().manager().getDevice())) {
            return RunTime.measure(model.network(), variants, batch, ROUNDS, progress);
        }
        try (LoadedModel there = load(model.file(), device, progress)) {
            return RunTime.measure(there.network(), variants, batch, ROUNDS, progress);
        }
    }

    @Override
    public List<LayerSensitivity> sensitivity(
            LoadedModel model,
            QuantisationPlan plan,
            Calibration calibration,
            Dataset images,
            int limit,
            Progress progress) {
        List<QuantisedLayer> layers =
                Quantisation.search(
                                model.network(),
                                read(calibration, model),
                                plan.withoutLearning(),
                                progress)
                        .layers();
        progress.checkCancelled();
        return Sensitivity.measure(
                new Evaluation(model, images, broken -> {}), layers, limit, progress);
    }

    @Override
    public PlanSearch search(
            LoadedModel model,
            QuantisationPlan plan,
            Calibration calibration,
            List<LayerBits> offered,
            boolean operations,
            Dataset images,
            int limit,
            Progress progress) {
        CalibrationSet set = read(calibration, model);
        QuantisationPlan open = plan.withoutLearning();
        List<LayerSite> sites = model.network().layers();
        PlanCost cost =
                operations
                        ? new BitOperations(sites)
                        : new FileSize(
                                QuantisedSize.of(
                                        model,
                                        LoadOptions.DEFAULT,
                                        set,
                                        open,
                                        ProgramVersion.number()));
        Map<LayerBits, List<QuantisedLayer>> layers = new LinkedHashMap<>();
        for (LayerBits width : offered) {
            QuantisationPlan uniform = open.with(new BitPlan(width, Map.of()));
            layers.put(
                    width, Quantisation.search(model.network(), set, uniform, progress).layers());
            progress.checkCancelled();
        }
        BitSearch search =
                new BitSearch(
                        new Evaluation(model, images, broken -> {}), sites, layers, cost, limit);
        double original =
                operations
                        ? cost.whole(new BitPlan(LayerBits.FLOATING, Map.of()), List.of())
                        : model.file().toFile().length();
        return new MeasuredSearch(search, search.measure(progress), original);
    }

    private static CalibrationSet read(Calibration calibration, LoadedModel model) {
        return calibration.sets().read(calibration.source(), model.preprocessing(), broken -> {});
    }

    /** The model as it is, and quantised ones. */
    private static List<List<QuantisedLayer>> variants(List<Path> quantised) {
        List<List<QuantisedLayer>> variants = new ArrayList<>();
        variants.add(List.of());
        for (Path file : quantised) {
            try (WeightFile weights = WeightFiles.open(file)) {
                variants.add(QuantisedFile.read(weights).layers());
            }
        }
        return variants;
    }
}
