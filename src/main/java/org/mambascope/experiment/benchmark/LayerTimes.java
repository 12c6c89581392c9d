package org.mambascope.experiment.benchmark;

import ai.djl.ndarray.NDArray;

import org.mambascope.base.Progress;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LinearSlot;
import org.mambascope.model.VisualMamba;
import org.mambascope.quant.layer.QuantisedLayer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Times of linear layers inside their model, in milliseconds: all variants of the model take turns,
 * and every layer is timed in place. Layers of one shape that compute in one way count as one, by
 * their mean, since a single layer's time is mostly noise.
 *
 * @param batch images at once
 * @param model the whole model in floating point
 * @param times of a layer of each form
 */
public record LayerTimes(int batch, double model, Map<Form, Double> times) {
    private static final int WARM_UP = 5;

    /**
     * Shape and arithmetic of a layer, which determine its time.
     *
     * @param tokens of an image
     * @param inputs channels
     * @param outputs channels
     * @param way arithmetic
     */
    public record Form(int tokens, int inputs, int outputs, Way way) {
        static Form of(LayerSite site, Way way) {
            return new Form(
                    site.order().length(), site.inputChannels(), site.outputChannels(), way);
        }
    }

    /**
     * Arithmetic of a layer.
     *
     * @param integers whether it multiplies integers
     * @param weights whether its weights are quantised
     * @param activations whether its input is quantised
     * @param turned whether its input is turned into another basis
     */
    public record Way(boolean integers, boolean weights, boolean activations, boolean turned) {
        static final Way FLOATING = new Way(false, false, false, false);

        static Way of(QuantisedLayer layer, boolean integers) {
            return new Way(
                    integers,
                    layer.bits().quantisesWeights(),
                    layer.bits().quantisesActivations(),
                    !layer.basis().isSmoothingAtMost());
        }
    }

    public LayerTimes {
        times = Map.copyOf(times);
    }

    /**
     * Measures on images of noise.
     *
     * @param variants quantised layers in place of the model's own
     * @param batch images at once
     * @param rounds in which every variant runs once, after a warm-up
     */
    public static LayerTimes measure(
            VisualMamba network,
            Collection<List<QuantisedLayer>> variants,
            int batch,
            int rounds,
            Progress progress) {
        ReadyLayers present = ReadyLayers.present(network);
        List<Contender> contenders = new ArrayList<>();
        try {
            contenders.add(new Contender(network, List.of()));
            for (List<QuantisedLayer> variant : variants) {
                if (!variant.isEmpty()) {
                    contenders.add(new Contender(network, variant));
                }
            }
            float[] images = RunTime.noise(network.summary(), batch);
            Durations whole = new Durations();
            Map<Form, Durations> times = new HashMap<>();
            for (int round = 0; round < WARM_UP + rounds; round++) {
                boolean counts = round >= WARM_UP;
                progress.report(
                        round, WARM_UP + (long) rounds, counts ? "Timing layers" : "Warming up");
                double alone = contenders.getFirst().whole(batch, images);
                if (counts) {
                    whole.add(alone);
                }
                for (Contender contender : contenders) {
                    progress.checkCancelled();
                    contender.run(batch, images);
                    if (counts) {
                        contender.addTo(times);
                    }
                }
            }
            Map<Form, Double> medians = new HashMap<>();
            times.forEach((form, all) -> medians.put(form, all.median()));
            return new LayerTimes(batch, whole.median(), medians);
        } finally {
            contenders.forEach(Contender::close);
            present.place();
        }
    }

    /** The time of a layer; of one that computes in no measured way, that in floating point. */
    public double of(LayerSite site, Optional<QuantisedLayer> layer) {
        return layer.stream()
                .flatMap(LayerTimes::ways)
                .map(way -> times.get(Form.of(site, way)))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> times.get(Form.of(site, Way.FLOATING)));
    }

    /** Integers first: they were not measured where the device has none. */
    private static Stream<Way> ways(QuantisedLayer layer) {
        return layer.canMultiplyIntegers()
                ? Stream.of(Way.of(layer, true), Way.of(layer, false))
                : Stream.of(Way.of(layer, false));
    }

    /** One variant. */
    private static final class Contender implements AutoCloseable {
        private final VisualMamba network;
        private final ReadyLayers layers;
        private final Map<String, Form> forms = new HashMap<>();
        private final Map<Form, Integer> counts = new HashMap<>();
        private final Stopwatch<Form> stopwatch = new Stopwatch<>();

        Contender(VisualMamba network, List<QuantisedLayer> variant) {
            this.network = network;
            this.layers = ReadyLayers.of(network, variant);
            Map<String, QuantisedLayer> quantised = new HashMap<>();
            variant.forEach(layer -> quantised.put(layer.name(), layer));
            for (LinearSlot slot : network.slots()) {
                QuantisedLayer layer = quantised.get(slot.site().name());
                Way way =
                        layer == null
                                ? Way.FLOATING
                                : Way.of(layer, layers.isInteger(layer.name()));
                Form form = Form.of(slot.site(), way);
                forms.put(slot.site().name(), form);
                counts.merge(form, 1, Integer::sum);
            }
        }

        /** Milliseconds of all, with nothing timed inside. */
        double whole(int batch, float[] images) {
            layers.place();
            return RunTime.milliseconds(network, batch, images);
        }

        void run(int batch, float[] images) {
            boolean waits = network.manager().getDevice().isGpu();
            stopwatch.reset();
            layers.place(
                    (slot, layer) -> {
                        Form form = forms.get(slot.site().name());
                        return waits
                                ? x -> {
                                    done(x);
                                    return stopwatch.time(form, () -> done(layer.apply(x)));
                                }
                                : x -> stopwatch.time(form, () -> layer.apply(x));
                    });
            RunTime.milliseconds(network, batch, images);
        }

        /** A GPU computes on while Java does: reading a value waits for it. */
        private static NDArray done(NDArray y) {
            try (NDArray all = y.flatten();
                    NDArray first = all.get(0)) {
                first.getFloat();
            }
            return y;
        }

        void addTo(Map<Form, Durations> times) {
            counts.forEach(
                    (form, count) ->
                            times.computeIfAbsent(form, any -> new Durations())
                                    .add(stopwatch.nanoseconds(form) / 1e6 / count));
        }

        @Override
        public void close() {
            layers.close();
        }
    }
}
