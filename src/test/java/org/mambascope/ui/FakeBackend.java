package org.mambascope.ui;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;

import org.mambascope.activation.AnalysisResult;
import org.mambascope.activation.PointAccumulator;
import org.mambascope.activation.PointStatistics;
import org.mambascope.base.Problem;
import org.mambascope.base.Progress;
import org.mambascope.dataset.Dataset;
import org.mambascope.experiment.benchmark.RunTime;
import org.mambascope.experiment.evaluation.EvaluationLogits;
import org.mambascope.experiment.evaluation.LayerSensitivity;
import org.mambascope.experiment.evaluation.PairedComparison;
import org.mambascope.image.Picture;
import org.mambascope.image.Preprocessing;
import org.mambascope.image.content.ImageContents;
import org.mambascope.model.Assumption;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.TokenOrder;
import org.mambascope.model.argument.Reading;
import org.mambascope.model.argument.UndecidedReading;
import org.mambascope.model.detection.Detections;
import org.mambascope.quant.QuantisationJob;
import org.mambascope.quant.QuantisationObserver;
import org.mambascope.quant.QuantisationResult;
import org.mambascope.quant.estimate.BasisComparison;
import org.mambascope.quant.estimate.LayerSample;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.QuantisationPlan;
import org.mambascope.quant.range.CalibrationInput;
import org.mambascope.tensor.device.Devices;
import org.mambascope.workflow.BasisQuestion;
import org.mambascope.workflow.Calibration;
import org.mambascope.workflow.DescriptionPlace;
import org.mambascope.workflow.LayerStudy;
import org.mambascope.workflow.Observation;
import org.mambascope.workflow.PairedAnalysis;
import org.mambascope.workflow.PlanSearch;
import org.mambascope.workflow.Workbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Opens every file as a {@link FakeMamba} and every path as one picture; a name that contains
 * "broken" is a problem, and a path called "empty" a folder without pictures; {@code twin-of-NAME}
 * has the pixels of NAME. Remembers what it was asked.
 */
public final class FakeBackend implements Workbench {
    private Optional<Duration> expected = Optional.empty();
    private ImageContents contents = ImageContents.UNKNOWN;
    private int timesMemoryWasGivenBack;
    private final List<Integer> analysed = new ArrayList<>();
    private final List<Device> loadedOn = new ArrayList<>();
    private final List<Device> timedOn = new ArrayList<>();
    private final int blocks;
    private final int side;
    private final int channels;
    private final List<Described> described = new ArrayList<>();
    private static final List<Reading> READINGS =
            List.of(
                    new Reading("images of 60 pixels", Map.of("img_size", "60", "stride", "4")),
                    new Reading("images of 32 pixels", Map.of("img_size", "32", "stride", "2")));

    private final List<Map<String, String>> decided = new ArrayList<>();
    private List<Assumption> assumptions = List.of();
    private final List<BasisQuestion> questions = new ArrayList<>();
    private final List<QuantisationPlan> plans = new ArrayList<>();
    private Consumer<Progress> duringAnalysis = progress -> {};
    private Consumer<Progress> duringConversion = progress -> {};

    public FakeBackend() {
        this(3, 4);
    }

    /** Models have so many blocks and a square grid of patches. */
    public FakeBackend(int blocks, int side) {
        this(blocks, side, FakeMamba.CHANNELS);
    }

    /** The same, with so many channels in every layer. */
    public FakeBackend(int blocks, int side, int channels) {
        this.blocks = blocks;
        this.side = side;
        this.channels = channels;
    }

    /** What happens in the middle of every analysis. */
    public void duringAnalysis(Consumer<Progress> action) {
        duringAnalysis = action;
    }

    /** Number of images of every analysis that was begun. */
    public List<Integer> analysed() {
        return analysed;
    }

    /** Devices of every model that was loaded. */
    public List<Device> loadedOn() {
        return loadedOn;
    }

    @Override
    public List<Device> devices() {
        return idleCards.isEmpty() ? List.of(Device.cpu(), Device.gpu(0)) : List.of(Device.cpu());
    }

    @Override
    public void giveMemoryBack() {
        timesMemoryWasGivenBack++;
    }

    /** How often work was over. */
    public int timesMemoryWasGivenBack() {
        return timesMemoryWasGivenBack;
    }

    private List<String> idleCards = List.of();
    private Consumer<Progress> fetching = progress -> {};

    /** Has these cards, without a library that could use them. */
    public FakeBackend withIdleCards(String... names) {
        idleCards = List.of(names);
        return this;
    }

    @Override
    public List<String> idleCards() {
        return idleCards;
    }

    /** What fetching a library does in the place of the network. */
    public FakeBackend fetching(Consumer<Progress> fetch) {
        fetching = fetch;
        return this;
    }

    @Override
    public Path fetchGpuLibrary(Progress progress) {
        fetching.accept(progress);
        return Path.of("cuda");
    }

    @Override
    public LoadedModel load(Path file, Device device, Progress progress) {
        String name = file.getFileName().toString();
        if (name.contains("broken")) {
            throw new Problem("The file " + name + " is damaged: fetch it again.");
        }
        if (name.contains("undecided") && decided.isEmpty()) {
            throw new UndecidedReading("Positions fit two readings", READINGS);
        }
        loadedOn.add(device);
        return new LoadedModel(
                name.substring(0, name.lastIndexOf('.')),
                file,
                new FakeMamba(blocks, side, channels),
                Preprocessing.imageNet(4 * side),
                List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"),
                List.of("The class token is assumed to be in the middle."),
                assumptions);
    }

    @Override
    public void decide(Path model, Map<String, String> arguments) {
        decided.add(arguments);
    }

    /** What was chosen of several readings, in that order. */
    public List<Map<String, String>> decided() {
        return decided;
    }

    @Override
    public void describe(
            LoadedModel model,
            Map<String, String> arguments,
            Preprocessing preprocessing,
            DescriptionPlace where) {
        described.add(new Described(model.file(), arguments, preprocessing, where));
    }

    @Override
    public void forget(Path model) {
        described.removeIf(known -> known.model().equals(model));
    }

    /** What was said of a model. */
    public record Described(
            Path model,
            Map<String, String> arguments,
            Preprocessing preprocessing,
            DescriptionPlace where) {}

    /** What was said of models, in that order. */
    public List<Described> described() {
        return described;
    }

    /** Models that are opened from now on leave this open. */
    public void assume(Assumption... open) {
        assumptions = List.of(open);
    }

    @Override
    public Dataset open(List<Path> sources) {
        for (Path source : sources) {
            if (source.getFileName().toString().contains("empty")) {
                throw new Problem("The folder " + source + " holds no images.");
            }
        }
        return new OnePictureEach(sources);
    }

    @Override
    public AnalysisResult analyse(
            LoadedModel model,
            Dataset images,
            Collection<ObservationPoint> wanted,
            Progress progress,
            Consumer<List<PointStatistics>> outline) {
        analysed.add(images.size());
        progress.report(1, 2, "Images: 1 of 2");
        outline.accept(outline(model, wanted));
        duringAnalysis.accept(progress);
        progress.checkCancelled();
        FakeMamba network = (FakeMamba) model.network();
        Map<String, PointStatistics> points = new LinkedHashMap<>();
        for (ObservationPoint point : wanted) {
            points.put(point.name(), network.statistics(point, images.size()));
        }
        return new AnalysisResult(
                points,
                images.size(),
                0.4,
                IntStream.range(0, images.size()).map(i -> i % 10).boxed().toList());
    }

    /** Of the first block's points, as if images had passed no other. */
    private static List<PointStatistics> outline(
            LoadedModel model, Collection<ObservationPoint> wanted) {
        return wanted.stream()
                .filter(point -> point.block() == 0)
                .map(point -> ((FakeMamba) model.network()).statistics(point, 1))
                .toList();
    }

    @Override
    public Observation overlay(
            LoadedModel model,
            Dataset images,
            Collection<ObservationPoint> points,
            Set<Integer> wanted,
            Progress progress) {
        AnalysisResult all = analyse(model, images, points, progress, known -> {});
        FakeMamba network = (FakeMamba) model.network();
        Map<String, PointStatistics> single = new LinkedHashMap<>();
        for (ObservationPoint point : points) {
            single.put(point.name(), network.statistics(point, 1).withoutMagnitudes());
        }
        return new Observation(all, Collections.nCopies(wanted.size(), single));
    }

    /** The other model is 20 dB above its noise at every token. */
    @Override
    public PairedAnalysis pair(
            LoadedModel model, LoadedModel other, Dataset images, Progress progress) {
        Map<String, double[]> decibels = new LinkedHashMap<>();
        for (ObservationPoint point : model.network().points()) {
            double[] ratios = new double[point.tokens()];
            Arrays.fill(ratios, 20);
            decibels.put(point.name(), ratios);
        }
        return new PairedAnalysis(
                analyse(other, images, other.network().points(), progress, known -> {}), decibels);
    }

    /** Every basis is 4 dB better than the one before. */
    @Override
    public List<BasisComparison.Finding> bases(
            LoadedModel model,
            LayerSite layer,
            Dataset images,
            BasisQuestion question,
            Progress progress) {
        questions.add(question);
        PointStatistics input =
                ((FakeMamba) model.network()).statistics(layer.input(), images.size());
        return Stream.of(BasisComparison.Basis.values())
                .map(basis -> new BasisComparison.Finding(basis, input, 6 + 4 * basis.ordinal()))
                .toList();
    }

    /** What was asked of bases. */
    public List<BasisQuestion> questions() {
        return questions;
    }

    @Override
    public List<LayerSample> samples(LoadedModel model, Dataset images, Progress progress) {
        try (NDManager owner = NDManager.newBaseManager(Device.cpu())) {
            return model.network().layers().stream()
                    .map(site -> sample((FakeMamba) model.network(), site, images.size(), owner))
                    .toList();
        }
    }

    private static LayerSample sample(
            FakeMamba network, LayerSite site, int images, NDManager owner) {
        float[] byImage = network.values(site.input(), images);
        int channels = site.inputChannels();
        int tokens = site.order().length();
        float[] byToken = new float[byImage.length];
        for (int row = 0; row < images * tokens; row++) {
            int to = row % tokens * images + row / tokens;
            System.arraycopy(byImage, row * channels, byToken, to * channels, channels);
        }
        return new LayerSample(
                site,
                new CalibrationInput(site.name(), tokens, channels, byToken),
                matrix(site),
                owner);
    }

    @Override
    public List<PointStatistics> weights(LoadedModel model, Progress progress) {
        return model.network().layers().stream().map(FakeBackend::weights).toList();
    }

    private static PointStatistics weights(LayerSite site) {
        PointAccumulator accumulator =
                new PointAccumulator(
                        new ObservationPoint(
                                site.name() + ".weight",
                                site.block(),
                                site.kind(),
                                site.inputChannels(),
                                TokenOrder.unplaced(site.outputChannels())));
        accumulator.add(matrix(site));
        return accumulator.finish();
    }

    private static float[] matrix(LayerSite site) {
        float[] values = new float[site.inputChannels() * site.outputChannels()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i * 7 % 11 - 5) / 10f;
        }
        return values;
    }

    /** What happens after every epoch of a conversion. */
    public void duringConversion(Consumer<Progress> action) {
        duringConversion = action;
    }

    /** Plans of every conversion that was begun. */
    public List<QuantisationPlan> plans() {
        return plans;
    }

    /** Learns three epochs a block with a falling loss, and writes a file of 1,000 bytes. */
    @Override
    public QuantisationJob.Outcome quantise(
            LoadedModel model,
            QuantisationPlan plan,
            Calibration calibration,
            Path target,
            Progress progress,
            QuantisationObserver observer) {
        observer.cost(() -> expected);
        plans.add(plan);
        boolean complete = true;
        for (int block = 0; block < blocks && complete; block++) {
            for (int epoch = 1; epoch <= 3; epoch++) {
                observer.epoch("layers." + block, epoch, 1.0 / epoch);
                duringConversion.accept(progress);
            }
            complete = !progress.isCancelled();
        }
        try {
            Files.write(target, new byte[1000]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new QuantisationJob.Outcome(
                new QuantisationResult(List.of(), List.of(), complete, 2), target, 0);
    }

    /** Models are calibrated and tested on these images. */
    public void seesOnly(ImageContents images) {
        contents = images;
    }

    @Override
    public ImageContents calibrationOf(Path quantised) {
        return contents;
    }

    /** Quantising is going to take as long. */
    public void quantisingTakes(Duration time) {
        expected = Optional.of(time);
    }

    /** The model is right about every image, and the n-th quantised one about all but n. */
    @Override
    public List<EvaluationLogits> evaluate(
            LoadedModel model,
            List<Path> quantised,
            List<Path> images,
            int limit,
            Progress progress) {
        int asked = Math.min(limit, open(images).size());
        return IntStream.rangeClosed(0, quantised.size())
                .mapToObj(wrong -> answers(asked, wrong))
                .toList();
    }

    private EvaluationLogits answers(int images, int wrong) {
        int classes = 10;
        float[] logits = new float[images * classes];
        for (int image = 0; image < images; image++) {
            logits[image * classes + (image < wrong ? 9 : image % classes)] = 1;
        }
        int[] numbers = IntStream.range(0, images).toArray();
        int[] labels = IntStream.range(0, images).map(image -> image % classes).toArray();
        return new EvaluationLogits(numbers, labels, logits, 0, 1, contents);
    }

    /** Devices of every timing that was begun. */
    public List<Device> timedOn() {
        return timedOn;
    }

    /** The model takes 10 ms, and the n-th quantised one, with n integer layers, 10 / 2ⁿ. */
    /** Its models classify. */
    @Override
    public Detections detect(LoadedModel model, Picture image, Progress progress) {
        return Detections.NONE;
    }

    @Override
    public List<RunTime> time(
            LoadedModel model, List<Path> quantised, Device device, int batch, Progress progress) {
        timedOn.add(device);
        return IntStream.rangeClosed(0, quantised.size())
                .mapToObj(
                        run -> {
                            double median = 10.0 / (1 << run);
                            return new RunTime(
                                    Devices.nameOf(device),
                                    batch,
                                    run,
                                    median,
                                    1.1 * median,
                                    0.1 * median);
                        })
                .toList();
    }

    /** The later a layer runs, the more it loses; the model is right about all but one image. */
    @Override
    public List<LayerSensitivity> sensitivity(LayerStudy study, Progress progress) {
        List<LayerSite> sites = study.model().network().layers().reversed();
        return IntStream.range(0, sites.size())
                .mapToObj(
                        i ->
                                new LayerSensitivity(
                                        sites.get(i).name(),
                                        study.plan().bits().of(sites.get(i).name()),
                                        90,
                                        0.3,
                                        new PairedComparison(99, 10 + i, 1)))
                .toList();
    }

    /** A layer costs its bits of weights and loses 1 % at four, nothing at eight. */
    @Override
    public PlanSearch search(LayerStudy study, List<LayerBits> offered, Progress progress) {
        return new FakeSearch(study.model().network().layers(), offered);
    }

    private record OnePictureEach(List<Path> sources) implements Dataset {
        @Override
        public String name() {
            return "fake";
        }

        @Override
        public int size() {
            return sources.size();
        }

        @Override
        public Picture picture(int index) {
            String name = sources.get(index).getFileName().toString();
            if (name.contains("broken")) {
                throw new Problem("The image " + name + " cannot be read.");
            }
            String original = name.replace("twin-of-", "");
            int[] rgb =
                    IntStream.range(0, 1024)
                            .map(i -> i * 0x000203 + (original.hashCode() & 0xFFFF))
                            .toArray();
            return new Picture(name, 32, 32, rgb);
        }

        @Override
        public OptionalInt label(int index) {
            return OptionalInt.empty();
        }

        @Override
        public List<String> classes() {
            return List.of();
        }
    }
}
