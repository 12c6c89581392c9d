package org.mambascope.workflow;

import ai.djl.Device;

import org.mambascope.activation.Analysis;
import org.mambascope.activation.AnalysisResult;
import org.mambascope.activation.ImageOverlay;
import org.mambascope.activation.PointAccumulator;
import org.mambascope.activation.PointConsumer;
import org.mambascope.activation.PointStatistics;
import org.mambascope.activation.TokenNoise;
import org.mambascope.base.JavaHeap;
import org.mambascope.base.Problem;
import org.mambascope.base.ProgramVersion;
import org.mambascope.base.Progress;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;
import org.mambascope.dataset.Batch;
import org.mambascope.dataset.Batches;
import org.mambascope.dataset.Dataset;
import org.mambascope.dataset.Datasets;
import org.mambascope.experiment.benchmark.LayerTimes;
import org.mambascope.experiment.benchmark.RunTime;
import org.mambascope.experiment.evaluation.Evaluation;
import org.mambascope.experiment.evaluation.EvaluationLogits;
import org.mambascope.experiment.evaluation.LayerSensitivity;
import org.mambascope.experiment.evaluation.Sensitivity;
import org.mambascope.experiment.search.BitOperations;
import org.mambascope.experiment.search.BitSearch;
import org.mambascope.experiment.search.CostKind;
import org.mambascope.experiment.search.FileSize;
import org.mambascope.experiment.search.Latency;
import org.mambascope.experiment.search.PlanCost;
import org.mambascope.image.Preprocessing;
import org.mambascope.image.content.ImageContents;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LinearSlot;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.TokenOrder;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.architecture.ModelDescription;
import org.mambascope.model.load.ModelLoader;
import org.mambascope.quant.BlockwiseQuantiser;
import org.mambascope.quant.QuantisableModel;
import org.mambascope.quant.QuantisationJob;
import org.mambascope.quant.QuantisationObserver;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.estimate.BasisComparison;
import org.mambascope.quant.estimate.LayerSample;
import org.mambascope.quant.estimate.LayerSamples;
import org.mambascope.quant.file.ModelOpener;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The floors below, in this process. */
public final class LocalWorkbench implements Workbench {
    private static final int BATCH = 8;

    /** Two models' values of a batch are held at once. */
    private static final int PAIRED_BATCH = 2;

    private static final int ROUNDS = 30;
    private static final int TIMED_ROUNDS = 20;

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

    private final Optional<SavedDescriptions> descriptions;

    /** Knows of models what their files say. */
    public LocalWorkbench() {
        this(Optional.empty());
    }

    /** Knows of models also what the user said of them. */
    public LocalWorkbench(SavedDescriptions descriptions) {
        this(Optional.of(descriptions));
    }

    private LocalWorkbench(Optional<SavedDescriptions> descriptions) {
        this.descriptions = descriptions;
    }

    @Override
    public LoadedModel load(Path file, Device device, Progress progress) {
        return ModelOpener.open(file, options(file), device).model().requireImages();
    }

    private LoadOptions options(Path file) {
        return new LoadOptions(Optional.empty(), description(file), Map.of());
    }

    @Override
    public Optional<Path> description(Path model) {
        return descriptions.flatMap(kept -> kept.of(model));
    }

    @Override
    public void describe(
            LoadedModel model,
            Map<String, String> arguments,
            Preprocessing preprocessing,
            DescriptionPlace where) {
        ModelDescription known = known(model.file()).completed(model, arguments);
        ModelDescription said =
                new ModelDescription(
                        known.source(),
                        known.architecture(),
                        known.configuration(),
                        preprocessing.toJson(),
                        known.classes());
        descriptions.ifPresent(kept -> kept.keep(model.file(), said, where));
    }

    @Override
    public void decide(Path model, Map<String, String> arguments) {
        ModelDescription said = known(model).saying(arguments);
        descriptions.ifPresent(kept -> kept.keep(model, said, DescriptionPlace.IN_PROGRAM));
    }

    /** Current description of a model; a quantised one holds its own. */
    private ModelDescription known(Path file) {
        try (WeightFile weights = WeightFiles.open(file)) {
            return description(file).isEmpty() && QuantisedFile.isQuantised(weights)
                    ? QuantisedFile.read(weights).description()
                    : ModelLoader.description(file, options(file));
        }
    }

    @Override
    public void forget(Path model) {
        descriptions.ifPresent(kept -> kept.forget(model));
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
        OutlineWatch watch = new OutlineWatch(outline);
        Analysis analysis = new Analysis(model.network(), points, watch);
        watch.follow(analysis::outline);
        return analysis.run(batches(model, images, BATCH), images.size(), progress);
    }

    @Override
    public Observation overlay(
            LoadedModel model,
            Dataset images,
            Collection<ObservationPoint> points,
            Set<Integer> single,
            Progress progress) {
        ImageOverlay overlay = new ImageOverlay(single);
        AnalysisResult result = analyse(model, images, points, overlay, progress);
        return new Observation(result, overlay.images());
    }

    private static AnalysisResult analyse(
            LoadedModel model,
            Dataset images,
            Collection<ObservationPoint> points,
            PointConsumer consumer,
            Progress progress) {
        return new Analysis(model.network(), points, consumer)
                .run(batches(model, images, BATCH), images.size(), progress);
    }

    private static Batches batches(LoadedModel model, Dataset images, int size) {
        return new Batches(images, model.preprocessing(), size, broken -> {});
    }

    @Override
    public PairedAnalysis pair(
            LoadedModel model, LoadedModel other, Dataset images, Progress progress) {
        TokenNoise noise = new TokenNoise(model.network());
        AnalysisResult result =
                new Analysis(other.network(), other.network().points(), noise)
                        .run(
                                noise.following(batches(other, images, PAIRED_BATCH)),
                                images.size(),
                                progress);
        return new PairedAnalysis(result, noise.decibels());
    }

    @Override
    public List<BasisComparison.Finding> bases(
            LoadedModel model,
            LayerSite layer,
            Dataset images,
            BasisQuestion question,
            Progress progress) {
        List<float[]> batches = new ArrayList<>();
        AnalysisResult seen =
                analyse(
                        model,
                        images,
                        List.of(layer.input()),
                        (point, first, values) -> batches.add(values.clone()),
                        progress);
        progress.checkCancelled();
        return new BasisComparison(
                        layer,
                        Math.toIntExact(seen.images()),
                        joined(batches),
                        weight(model, layer))
                .run(
                        new LayerBits(question.bits(), question.bits()),
                        question.quantised().flatMap(file -> smoothing(file, layer)),
                        question.alpha(),
                        model.network().manager());
    }

    private static float[] joined(List<float[]> parts) {
        float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private static float[] weight(LoadedModel model, LayerSite layer) {
        return model.network().slots().stream()
                .filter(slot -> slot.site().name().equals(layer.name()))
                .findFirst()
                .orElseThrow()
                .original()
                .weight()
                .toFloatArray();
    }

    /** The scales that a quantised file divides this layer's input by. */
    private static Optional<float[]> smoothing(Path file, LayerSite layer) {
        try (WeightFile weights = WeightFiles.open(file)) {
            return QuantisedFile.isQuantised(weights)
                    ? QuantisedFile.read(weights).layers().stream()
                            .filter(quantised -> quantised.name().equals(layer.name()))
                            .findFirst()
                            .flatMap(QuantisedLayer::smooth)
                    : Optional.empty();
        }
    }

    @Override
    public List<LayerSample> samples(LoadedModel model, Dataset images, Progress progress) {
        Batch all = batches(model, images, images.size()).next();
        CalibrationSet set =
                new CalibrationSet(
                        images.name(),
                        all.images(),
                        model.preprocessing().height(),
                        model.preprocessing().width(),
                        all.values());
        return LayerSamples.take(model.network(), set, progress);
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
    public QuantisationJob.Outcome quantise(
            LoadedModel model,
            QuantisationPlan plan,
            Calibration calibration,
            Path target,
            Progress progress,
            QuantisationObserver observer) {
        return new QuantisationJob(
                        model.file(),
                        options(model.file()),
                        model.network().manager().getDevice(),
                        target,
                        ProgramVersion.number())
                .run(loaded -> read(calibration, loaded), plan, progress, observer);
    }

    @Override
    public List<EvaluationLogits> evaluate(
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
    public List<LayerSensitivity> sensitivity(LayerStudy study, Progress progress) {
        LoadedModel model = study.model();
        List<QuantisedLayer> layers =
                BlockwiseQuantiser.search(
                                model.network(),
                                read(study.calibration(), model),
                                study.plan().withoutLearning(),
                                progress)
                        .layers();
        progress.checkCancelled();
        return Sensitivity.measure(evaluation(study), layers, study.limit(), progress);
    }

    private Evaluation evaluation(LayerStudy study) {
        return new Evaluation(study.model(), open(study.images()), broken -> {});
    }

    @Override
    public PlanSearch search(LayerStudy study, List<LayerBits> offered, Progress progress) {
        LoadedModel model = study.model();
        CalibrationSet set = read(study.calibration(), model);
        QuantisationPlan open = study.plan().withoutLearning();
        List<LayerSite> sites = model.network().layers();
        Map<LayerBits, List<QuantisedLayer>> layers = new LinkedHashMap<>();
        for (LayerBits width : offered) {
            QuantisationPlan uniform = open.with(new BitPlan(width, Map.of()));
            layers.put(
                    width,
                    BlockwiseQuantiser.search(model.network(), set, uniform, progress).layers());
            progress.checkCancelled();
        }
        LayerTimes times =
                LayerTimes.measure(model.network(), layers.values(), 1, TIMED_ROUNDS, progress);
        QuantisedFileSize size =
                QuantisedFileSize.of(
                        model, options(model.file()), set, open, ProgramVersion.number());
        Map<CostKind, PlanCost> costs =
                Map.of(
                        CostKind.SIZE, new FileSize(size),
                        CostKind.OPERATIONS, new BitOperations(sites),
                        CostKind.LATENCY, new Latency(model.network(), times));
        BitSearch search = new BitSearch(evaluation(study), sites, layers, costs, study.limit());
        return new LocalPlanSearch(
                search, search.measure(progress), originals(model, costs), to -> opened(study, to));
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
                            options(model.file()),
                            QuantisationPlan.of(Method.PTS_SMOOTH, BitPlan.uniform(8, 8)),
                            ProgramVersion.number()));
        } catch (Problem quantisedAlready) {
            return Optional.empty();
        }
    }

    private static Map<CostKind, Double> originals(
            LoadedModel model, Map<CostKind, PlanCost> costs) {
        Map<CostKind, Double> originals = new EnumMap<>(CostKind.class);
        costs.forEach(
                (bound, cost) ->
                        originals.put(
                                bound,
                                bound == CostKind.SIZE
                                        ? model.file().toFile().length()
                                        : cost.whole(
                                                new BitPlan(LayerBits.FLOATING, Map.of()),
                                                List.of())));
        return originals;
    }

    private QuantisableModel opened(LayerStudy study, Progress progress) {
        LoadedModel model = study.model();
        return QuantisableModel.open(
                model.file(),
                options(model.file()),
                model.network().manager().getDevice(),
                original -> read(study.calibration(), original),
                progress);
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

    @Override
    public void giveMemoryBack() {
        AllocatorTuning.giveBack();
        JavaHeap.giveBack();
    }
}
