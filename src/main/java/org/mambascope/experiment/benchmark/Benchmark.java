package org.mambascope.experiment.benchmark;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.base.Progress;
import org.mambascope.experiment.evaluation.SignalToNoise;
import org.mambascope.model.LinearLayer;
import org.mambascope.model.LinearSlot;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ModelSummary;
import org.mambascope.model.Probe;
import org.mambascope.model.VisualMamba;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.load.ModelLoader;
import org.mambascope.model.logits.Logits;
import org.mambascope.tensor.cpu.vector.VectorWidth;
import org.mambascope.tensor.dispatch.KernelSelection;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Measures how fast a model runs. All precisions and batch sizes take turns, one run each, so that
 * what else the machine does hurts all alike. Images are noise of ImageNet's mean and deviation.
 */
public final class Benchmark implements AutoCloseable {
    private static final int WARM_UP = 10;

    /** Noise of rounding to 32-bit floats alone: 2^−48 of the signal's power, in dB. */
    private static final double FINEST = 10 * Math.log10(0x1p48);

    private final Stopwatch<LayerKind> stopwatch = new Stopwatch<>();
    private final LoadedModel model;
    private final Path file;
    private final LoadOptions options;
    private final Device device;

    /**
     * Loads a model to be measured.
     *
     * @throws org.mambascope.base.Problem as {@link ModelLoader#load}
     */
    public Benchmark(Path file, LoadOptions options, Device device) {
        this.file = file;
        this.options = options;
        this.device = device;
        model =
                ModelLoader.load(
                        file,
                        options,
                        device,
                        manager -> new TimedKernels(KernelSelection.on(manager), stopwatch));
    }

    /** The measured model. */
    public LoadedModel model() {
        return model;
    }

    /**
     * Measures.
     *
     * @param rounds in which every combination runs once, after a warm-up
     */
    public List<Measurement> run(
            List<Variant> variants, List<Integer> batches, int rounds, Progress progress) {
        List<Contender> contenders = new ArrayList<>();
        for (int batch : batches) {
            LinearLimit limit = new LinearLimit(model.network(), batch);
            Durations limits = new Durations();
            NDArray images = images(batch);
            Logits reference = reference(images);
            for (Variant variant : variants) {
                contenders.add(new Contender(variant, batch, images, reference, limit, limits));
            }
        }
        for (int round = 0; round < WARM_UP + rounds; round++) {
            boolean counts = round >= WARM_UP;
            for (Contender contender : contenders) {
                progress.checkCancelled();
                contender.run(counts);
            }
            progress.report(round + 1L, WARM_UP + (long) rounds, counts ? "Timing" : "Warming up");
        }
        return contenders.stream().map(Contender::measurement).toList();
    }

    private NDArray images(int batch) {
        ModelSummary summary = model.network().summary();
        Shape shape =
                new Shape(
                        batch,
                        model.network().colours(),
                        summary.imageHeight(),
                        summary.imageWidth());
        float[] values = new float[Math.toIntExact(shape.size())];
        Random random = new Random(batch);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return model.network().manager().create(values, shape);
    }

    /** Logits by the library's operators alone. */
    private Logits reference(NDArray images) {
        try (LoadedModel plain =
                ModelLoader.load(file, options, device, KernelSelection::reference)) {
            return logits(plain.network(), images);
        }
    }

    private static Logits logits(VisualMamba network, NDArray images) {
        try (NDManager scope = network.manager().newSubManager()) {
            NDArray input = images.duplicate();
            input.attach(scope);
            return Logits.of(network.forward(input, Probe.NONE));
        }
    }

    /** One precision at one batch size. */
    private final class Contender {
        private final Variant variant;
        private final NDArray images;
        private final int batch;
        private final Logits reference;
        private final LinearLimit limit;
        private final Durations limits;
        private final List<LinearLayer> layers;
        private final Durations durations = new Durations();
        private final Map<LayerKind, Long> nanoseconds = new EnumMap<>(LayerKind.class);
        private double scanLimit;
        private double peak;
        private Optional<Logits> last = Optional.empty();

        Contender(
                Variant variant,
                int batch,
                NDArray images,
                Logits reference,
                LinearLimit limit,
                Durations limits) {
            this.variant = variant;
            this.batch = batch;
            this.images = images;
            this.reference = reference;
            this.limit = limit;
            this.limits = limits;
            layers =
                    variant.layers(model.network(), images).stream()
                            .<LinearLayer>map(layer -> new TimedLinear(layer, stopwatch))
                            .toList();
        }

        void run(boolean counts) {
            double alone = limit.measure();
            List<LinearSlot> slots = model.network().slots();
            for (int i = 0; i < layers.size(); i++) {
                slots.get(i).replace(layers.get(i));
            }
            stopwatch.reset();
            long start = System.nanoTime();
            last = Optional.of(logits(model.network(), images));
            long total = System.nanoTime() - start;
            slots.forEach(slot -> slot.replace(slot.original()));
            if (counts) {
                limits.add(alone);
                durations.add(total / 1e6);
                count(total);
            }
            peak = Math.max(peak, PeakMemory.megabytes());
        }

        private void count(long total) {
            for (LayerKind kind : LayerKind.values()) {
                long spent =
                        kind == LayerKind.OTHER
                                ? total - stopwatch.nanoseconds()
                                : stopwatch.nanoseconds(kind);
                nanoseconds.merge(kind, spent, Long::sum);
            }
            int threads = Runtime.getRuntime().availableProcessors();
            scanLimit = stopwatch.scanned() * VectorWidth.scanLimit() / threads / 1e6;
        }

        Measurement measurement() {
            Logits logits = last.orElseThrow();
            double all = nanoseconds.values().stream().mapToLong(Long::longValue).sum();
            Map<LayerKind, Double> share = new EnumMap<>(LayerKind.class);
            nanoseconds.forEach((kind, spent) -> share.put(kind, spent / all));
            return new Measurement(
                    variant.precision(),
                    batch,
                    durations.median(),
                    durations.quantile(0.95),
                    durations.spread(),
                    1e3 * batch / durations.median(),
                    peak,
                    share,
                    limits.median() + scanLimit,
                    variant.integerLayers(),
                    Math.min(FINEST, SignalToNoise.decibels(reference, logits)),
                    logits.notNumbers());
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
