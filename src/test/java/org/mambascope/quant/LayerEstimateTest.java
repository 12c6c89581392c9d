package org.mambascope.quant;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.base.Progress;
import org.mambascope.dataset.Batch;
import org.mambascope.dataset.Batches;
import org.mambascope.dataset.Dataset;
import org.mambascope.dataset.Datasets;
import org.mambascope.dataset.Split;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.load.ModelLoader;
import org.mambascope.quant.calibration.CalibrationChoice;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.calibration.CalibrationSource;
import org.mambascope.quant.estimate.LayerSample;
import org.mambascope.quant.estimate.LayerSamples;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.LearningSetting;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.QuantisationPlan;
import org.mambascope.quant.plan.Recipe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Estimates of layers, on a sample of their inputs, against what the methods do to them: quantised
 * by the whole method on calibration images, and compared with the original's output on other
 * images.
 */
@Tag("slow")
class LayerEstimateTest {
    private static final Path IMAGES = Path.of("sample-images", "fashion-mnist");
    private static final List<LayerBits> BITS =
            List.of(
                    new LayerBits(8, 8),
                    new LayerBits(4, 8),
                    new LayerBits(4, 4),
                    new LayerBits(3, 3));

    private record Variant(LayerBits bits, Method method, double alpha) {
        Recipe recipe() {
            return method.recipe().smoothing().isPresent()
                    ? method.recipe().withSmoothing(alpha)
                    : method.recipe();
        }
    }

    private record Pair(Variant variant, String layer, double measured, double estimated) {
        double error() {
            return Math.abs(gain());
        }

        double gain() {
            return measured - estimated;
        }
    }

    /**
     * How much of a model is measured.
     *
     * @param alpha of methods that smooth
     */
    private record Extent(
            int blocks,
            int images,
            int tested,
            List<Method> methods,
            List<LayerBits> bits,
            double alpha) {}

    /**
     * All families, a block or two of each, without learning. So few images are not enough to tell
     * what 8 bits leave: that is left to the slow test.
     */
    @ParameterizedTest
    @CsvSource({"vim, W4A4, 2", "localvim, W3A3, 1", "vmamba, W3A3, 1", "localvmamba, W4A4, 1"})
    @DisplayName("estimates rank layers and methods as measured, and err by 1 dB or less")
    void agreesWithTheMeasured(String model, String bits, int blocks) {
        List<Method> searched =
                Stream.of(Method.values()).filter(method -> !method.recipe().learned()).toList();
        holds(model, new Extent(blocks, 16, 16, searched, List.of(LayerBits.parse(bits)), 0.6));
    }

    /** With learning as it is done by default, on all blocks. */
    @Tag("long")
    @ParameterizedTest
    @ValueSource(strings = {"vim", "localvim", "vmamba", "localvmamba"})
    @DisplayName("the same of all layers, learned ones with what learning made of them")
    void agreesOnAllLayers(String model) {
        holds(model, new Extent(100, 64, 32, List.of(Method.values()), BITS, 0.5));
    }

    /**
     * On two blocks, with learning as it is done by default. What is learned makes a block's answer
     * right, not each of its layers'.
     */
    @ParameterizedTest
    @CsvSource({"JLSS, PTS_SMOOTH", "ROTATED, ROTATED_SEARCH"})
    @DisplayName("estimates are of what learning starts from, which single layers lose by")
    void learningIsNotEstimated(Method learned, Method before) {
        Map<Method, List<Pair>> pairs =
                pairs(
                                "vim",
                                new Extent(
                                        2,
                                        32,
                                        32,
                                        List.of(learned, before),
                                        List.of(new LayerBits(4, 4)),
                                        0.5))
                        .stream()
                        .collect(Collectors.groupingBy(pair -> pair.variant().method()));
        double gain = median(pairs.get(learned), Pair::gain);
        double after = median(pairs.get(learned), Pair::error);
        double error = median(pairs.get(before), Pair::error);
        System.out.printf(
                "%s: median of learned less estimated %+.2f dB, median error %.2f dB, before"
                        + " learning %.2f dB%n",
                learned.id(), gain, after, error);

        assertThat(error).isLessThan(after);
        assertThat(gain).isLessThan(0);
    }

    private static void holds(String model, Extent extent) {
        List<Pair> pairs = pairs(model, extent);
        for (LayerBits bits : extent.bits()) {
            List<Pair> own =
                    pairs.stream().filter(pair -> pair.variant().bits().equals(bits)).toList();
            double rank = rankCorrelation(own);
            double error = median(own, Pair::error);
            System.out.printf(
                    "%s %s: rank correlation %.3f, median error %.2f dB, of %d layers and"
                            + " methods%n",
                    model, bits, rank, error, own.size());
            own.stream()
                    .map(Pair::variant)
                    .distinct()
                    .forEach(
                            variant -> {
                                List<Pair> some =
                                        own.stream()
                                                .filter(pair -> pair.variant().equals(variant))
                                                .toList();
                                System.out.printf(
                                        "    %-20s α %.1f: rank correlation %.3f, median error %.2f"
                                                + " dB%n",
                                        variant.method().id(),
                                        variant.alpha(),
                                        rankCorrelation(some),
                                        median(some, Pair::error));
                            });
            assertThat(rank).as("%s %s", model, bits).isGreaterThanOrEqualTo(0.9);
            assertThat(error).as("%s %s", model, bits).isLessThanOrEqualTo(1);
        }
    }

    private static List<Pair> pairs(String name, Extent extent) {
        Path file = Path.of("sample-models", name + "-fmnist.safetensors");
        try (LoadedModel model = ModelLoader.load(file, LoadOptions.DEFAULT, Device.cpu());
                NDManager owner = NDManager.newBaseManager(Device.cpu())) {
            CalibrationSet set =
                    new CalibrationSource(
                                    OptionalInt.of(extent.images()), CalibrationChoice.FIRST, 0)
                            .read(IMAGES, model.preprocessing(), broken -> {});
            Map<Variant, List<QuantisedLayer>> quantised = new LinkedHashMap<>();
            for (Variant variant : variants(extent)) {
                quantised.put(variant, quantised(file, model, set, variant, extent));
            }
            Map<Variant, Map<String, Double>> measured =
                    MeasuredLayers.of(model.network(), tested(model, extent.tested()), quantised);
            List<LayerSample> samples = LayerSamples.take(model.network(), set, Progress.NONE);
            List<Pair> pairs = new ArrayList<>();
            measured.forEach(
                    (variant, layers) ->
                            samples.stream()
                                    .filter(sample -> layers.containsKey(sample.site().name()))
                                    .forEach(
                                            sample ->
                                                    pairs.add(
                                                            new Pair(
                                                                    variant,
                                                                    sample.site().name(),
                                                                    layers.get(
                                                                            sample.site().name()),
                                                                    sample.estimate(
                                                                                    variant
                                                                                            .recipe(),
                                                                                    variant.bits(),
                                                                                    owner)
                                                                            .output()))));
            return pairs;
        }
    }

    private static List<Variant> variants(Extent extent) {
        return extent.bits().stream()
                .flatMap(
                        bits ->
                                extent.methods().stream()
                                        .map(method -> new Variant(bits, method, extent.alpha())))
                .toList();
    }

    private static List<QuantisedLayer> quantised(
            Path file, LoadedModel model, CalibrationSet set, Variant variant, Extent extent) {
        Map<String, LayerBits> others = new LinkedHashMap<>();
        int[] some = blocks(model, extent.blocks());
        for (LayerSite site : model.network().layers()) {
            if (IntStream.of(some).noneMatch(block -> block == site.block())) {
                others.put(site.name(), LayerBits.FLOATING);
            }
        }
        QuantisationPlan plan =
                new QuantisationPlan(
                        variant.method(),
                        variant.recipe(),
                        new BitPlan(variant.bits(), others),
                        LearningSetting.DEFAULT,
                        0);
        return variant.recipe().learned()
                ? BlockwiseQuantiser.run(
                                file,
                                LoadOptions.DEFAULT,
                                Device.cpu(),
                                set,
                                plan,
                                List.of(),
                                Progress.NONE,
                                QuantisationObserver.NONE)
                        .layers()
                : BlockwiseQuantiser.search(model.network(), set, plan, Progress.NONE).layers();
    }

    /** So many blocks, spread over the model. */
    private static int[] blocks(LoadedModel model, int most) {
        List<Integer> all =
                List.copyOf(
                        new TreeSet<>(
                                model.network().layers().stream().map(LayerSite::block).toList()));
        int count = Math.min(most, all.size());
        return IntStream.range(0, count)
                .map(i -> all.get((int) ((i + 0.5) * all.size() / count)))
                .toArray();
    }

    private static CalibrationSet tested(LoadedModel model, int count) {
        Dataset dataset = Datasets.open(IMAGES, Split.TEST);
        Batch all =
                new Batches(
                                dataset,
                                IntStream.range(0, count).toArray(),
                                model.preprocessing(),
                                count,
                                broken -> {})
                        .next();
        return new CalibrationSet(
                "test",
                all.images(),
                model.preprocessing().height(),
                model.preprocessing().width(),
                all.values());
    }

    private static double median(List<Pair> pairs, ToDoubleFunction<Pair> of) {
        return pairs.stream()
                .mapToDouble(of)
                .sorted()
                .skip(pairs.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    /** Spearman's. */
    private static double rankCorrelation(List<Pair> pairs) {
        double[] measured = ranks(pairs.stream().mapToDouble(Pair::measured).toArray());
        double[] estimated = ranks(pairs.stream().mapToDouble(Pair::estimated).toArray());
        double count = pairs.size();
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += (measured[i] - estimated[i]) * (measured[i] - estimated[i]);
        }
        return 1 - 6 * sum / (count * (count * count - 1));
    }

    private static double[] ranks(double[] values) {
        double[] ranks = new double[values.length];
        int[] order =
                IntStream.range(0, values.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> values[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        for (int rank = 0; rank < order.length; rank++) {
            ranks[order[rank]] = rank;
        }
        return ranks;
    }
}
