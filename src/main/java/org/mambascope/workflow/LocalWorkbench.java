package org.mambascope.workflow;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;

import org.mambascope.activation.AnalysisResult;
import org.mambascope.activation.PointStatistics;
import org.mambascope.base.JavaHeap;
import org.mambascope.base.Problem;
import org.mambascope.base.ProgramVersion;
import org.mambascope.base.Progress;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;
import org.mambascope.dataset.Dataset;
import org.mambascope.dataset.Datasets;
import org.mambascope.experiment.benchmark.RunTime;
import org.mambascope.experiment.evaluation.Answers;
import org.mambascope.experiment.evaluation.Evaluation;
import org.mambascope.experiment.evaluation.LayerSensitivity;
import org.mambascope.experiment.search.CostKind;
import org.mambascope.image.Picture;
import org.mambascope.image.Preprocessing;
import org.mambascope.image.content.ImageContents;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.Probe;
import org.mambascope.model.detection.Detections;
import org.mambascope.quant.QuantisationJob;
import org.mambascope.quant.QuantisationObserver;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.estimate.BasisComparison;
import org.mambascope.quant.estimate.LayerSample;
import org.mambascope.quant.file.QuantisedFile;
import org.mambascope.quant.file.QuantisedFileSize;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.QuantisationPlan;
import org.mambascope.tensor.device.AllocatorTuning;
import org.mambascope.tensor.device.CudaLibrary;
import org.mambascope.tensor.device.Devices;
import org.mambascope.tensor.device.GpuState;

import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The use cases of the window, carried out in this process. */
public final class LocalWorkbench implements Workbench {
    private static final int ROUNDS = 30;

    private final Models models;

    /** Knows of models what their files say. */
    public LocalWorkbench() {
        this.models = new Models(Optional.empty());
    }

    /** Knows of models also what the user said of them. */
    public LocalWorkbench(SavedDescriptions descriptions) {
        this.models = new Models(Optional.of(descriptions));
    }

    @Override
    public List<Device> devices() {
        return Devices.all();
    }

    @Override
    public List<String> idleCards() {
        GpuState state = GpuState.ofThisMachine();
        return state.isFetchingUseful() ? state.cards() : List.of();
    }

    @Override
    public Path fetchGpuLibrary(Progress progress) {
        CudaLibrary library = CudaLibrary.ofThisMachine();
        library.fetch(progress);
        return library.folder();
    }

    @Override
    public LoadedModel load(Path file, Device device, Progress progress) {
        return models.load(file, device);
    }

    @Override
    public Optional<Path> description(Path model) {
        return models.saved(model);
    }

    @Override
    public void describe(
            LoadedModel model,
            Map<String, String> arguments,
            Preprocessing preprocessing,
            DescriptionPlace where) {
        models.describe(model, arguments, preprocessing, where);
    }

    @Override
    public void decide(Path model, Map<String, String> arguments) {
        models.decide(model, arguments);
    }

    @Override
    public void forget(Path model) {
        models.forget(model);
    }

    @Override
    public Dataset open(List<Path> sources) {
        return Datasets.of(sources);
    }

    @Override
    public AnalysisResult analyse(
            LoadedModel model,
            Dataset images,
            Collection<ObservationPoint> points,
            Progress progress,
            Consumer<List<PointStatistics>> outline) {
        return new Analyses(model, images).outlined(points, outline, progress);
    }

    @Override
    public Observation overlay(
            LoadedModel model,
            Dataset images,
            Collection<ObservationPoint> points,
            Set<Integer> single,
            Progress progress) {
        return new Analyses(model, images).overlaid(points, single, progress);
    }

    @Override
    public PairedAnalysis pair(
            LoadedModel model, LoadedModel other, Dataset images, Progress progress) {
        return new Analyses(model, images).pairedWith(other, progress);
    }

    @Override
    public List<BasisComparison.Finding> bases(
            LoadedModel model,
            LayerSite layer,
            Dataset images,
            BasisQuestion question,
            Progress progress) {
        return new LayerInspection(model).bases(layer, images, question, progress);
    }

    @Override
    public List<LayerSample> samples(LoadedModel model, Dataset images, Progress progress) {
        return new LayerInspection(model).samples(images, progress);
    }

    @Override
    public List<PointStatistics> weights(LoadedModel model, Progress progress) {
        return new LayerInspection(model).weights(progress);
    }

    @Override
    public QuantisationJob.Outcome quantise(
            LoadedModel model,
            QuantisationPlan plan,
            Calibration calibration,
            Path target,
            Progress progress,
            QuantisationObserver observer) {
        return models.original(model)
                .into(target)
                .run(loaded -> read(calibration, loaded), plan, progress, observer);
    }

    @Override
    public List<? extends Answers> evaluate(
            LoadedModel model,
            List<Path> quantised,
            List<Path> images,
            int limit,
            Progress progress) {
        return Comparisons.answers(
                Evaluations.of(model, images), layers(quantised), limit, progress);
    }

    @Override
    public Detections detect(LoadedModel model, Picture image, Progress progress) {
        return model.network().detect(image, new Cancelling(progress));
    }

    /** Sees nothing, and ends the pass when the user cancels. */
    private record Cancelling(Progress progress) implements Probe {
        @Override
        public boolean wants(String point) {
            progress.checkCancelled();
            return false;
        }

        @Override
        public void take(String point, NDArray value) {
            throw new IllegalStateException("nothing was asked for");
        }
    }

    @Override
    public List<RunTime> time(
            LoadedModel model, List<Path> quantised, Device device, int batch, Progress progress) {
        List<List<QuantisedLayer>> variants = Comparisons.withOriginal(layers(quantised));
        if (device.equals(model.network().manager().getDevice())) {
            return RunTime.measure(model.network(), variants, batch, ROUNDS, progress);
        }
        try (LoadedModel there = load(model.file(), device, progress)) {
            return RunTime.measure(there.network(), variants, batch, ROUNDS, progress);
        }
    }

    @Override
    public List<LayerSensitivity> sensitivity(LayerStudy study, Progress progress) {
        return trials(study).sensitivity(evaluation(study), study.limit(), progress, progress);
    }

    private static LayerTrials trials(LayerStudy study) {
        return new LayerTrials(
                study.model(),
                study.plan().withoutLearning(),
                read(study.calibration(), study.model()));
    }

    private static Evaluation<?> evaluation(LayerStudy study) {
        return Evaluations.of(study.model(), study.images());
    }

    @Override
    public PlanSearch search(LayerStudy study, List<LayerBits> offered, Progress progress) {
        Original original = models.original(study.model());
        LayerTrials trials = trials(study);
        return PlanSearches.of(
                        original,
                        trials,
                        trials.layers(offered, width -> progress),
                        EnumSet.allOf(CostKind.class),
                        1,
                        progress)
                .measured(
                        evaluation(study),
                        study.limit(),
                        opening ->
                                original.open(loaded -> read(study.calibration(), loaded), opening),
                        Map.of(),
                        progress);
    }

    @Override
    public ImageContents calibrationOf(Path quantised) {
        try (WeightFile weights = WeightFiles.open(quantised)) {
            return QuantisedFile.isQuantised(weights)
                    ? ImageContents.parse(QuantisedFile.read(weights).provenance().contents())
                    : ImageContents.UNKNOWN;
        }
    }

    @Override
    public Optional<QuantisedFileSize> quantisedSize(LoadedModel model) {
        try {
            return Optional.of(
                    QuantisedFileSize.planned(
                            model,
                            models.original(model).options(),
                            QuantisationPlan.of(Method.PTS_SMOOTH, BitPlan.uniform(8, 8)),
                            ProgramVersion.number()));
        } catch (Problem quantisedAlready) {
            return Optional.empty();
        }
    }

    private static CalibrationSet read(Calibration calibration, LoadedModel model) {
        return calibration.sets().read(calibration.source(), model.preprocessing(), broken -> {});
    }

    private static List<List<QuantisedLayer>> layers(List<Path> quantised) {
        return quantised.stream().map(LocalWorkbench::layers).toList();
    }

    private static List<QuantisedLayer> layers(Path quantised) {
        try (WeightFile weights = WeightFiles.open(quantised)) {
            return QuantisedFile.read(weights).layers();
        }
    }

    @Override
    public void giveMemoryBack() {
        AllocatorTuning.giveBack();
        JavaHeap.giveBack();
    }
}
