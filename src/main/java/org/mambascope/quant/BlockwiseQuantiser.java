package org.mambascope.quant;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;

import org.mambascope.base.Problem;
import org.mambascope.base.Progress;
import org.mambascope.model.FloatingLinear;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LinearSlot;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ModelBlock;
import org.mambascope.model.ModelSummary;
import org.mambascope.model.VisualMamba;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.load.ModelLoader;
import org.mambascope.quant.calibration.BlockActivations;
import org.mambascope.quant.calibration.BlockInputs;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.calibration.InputCapture;
import org.mambascope.quant.finite.Finite;
import org.mambascope.quant.layer.FakeQuantLinear;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.learning.BlockReconstruction;
import org.mambascope.quant.learning.BlockReport;
import org.mambascope.quant.learning.JlssLinear;
import org.mambascope.quant.learning.LearnedRangeLinear;
import org.mambascope.quant.learning.TrainableLinear;
import org.mambascope.quant.plan.QuantisationPlan;
import org.mambascope.quant.plan.Recipe;
import org.mambascope.quant.plan.RoundingRule;
import org.mambascope.quant.search.LayerQuantiser;
import org.mambascope.tensor.dispatch.FakeQuantisation;
import org.mambascope.tensor.gradient.DifferentiableKernels;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Quantises a model block by block: what enters a layer of the original for the calibration images
 * decides its ranges; where the method learns, the block is then tuned on what the quantised blocks
 * before it give.
 */
public final class BlockwiseQuantiser {
    /** Images that are run at once. */
    private static final int BATCH = 32;

    private final VisualMamba network;
    private final Optional<DifferentiableKernels> kernels;
    private final FakeQuantisation quantisers;
    private final CalibrationSet set;
    private final QuantisationPlan plan;
    private final Map<String, QuantisedLayer> known;
    private final Progress progress;
    private final QuantisationObserver observer;
    private final List<QuantisedLayer> layers = new ArrayList<>();
    private final List<BlockReport> reports = new ArrayList<>();
    private int at;

    private BlockwiseQuantiser(
            VisualMamba network,
            Optional<DifferentiableKernels> kernels,
            CalibrationSet set,
            QuantisationPlan plan,
            List<QuantisedLayer> known,
            Progress progress,
            QuantisationObserver observer) {
        this.network = network;
        this.kernels = kernels;
        this.set = set;
        this.plan = plan;
        this.progress = progress;
        this.observer = observer;
        this.known = new LinkedHashMap<>();
        known.forEach(layer -> this.known.put(layer.name(), layer));
        quantisers =
                kernels.map(
                                differentiable ->
                                        new FakeQuantisation(network.manager(), differentiable))
                        .orElseGet(() -> new FakeQuantisation(network.manager()));
    }

    /**
     * Quantises the model of a file, which is opened for this.
     *
     * @param known layers of blocks that were done before, from which the work goes on; usually
     *     none
     * @return the layers; if the user asked to stop, those of the blocks that were done until then
     * @throws org.mambascope.base.Problem if model, plan and images do not fit together, or values
     *     are not finite
     */
    public static QuantisationResult run(
            Path file,
            LoadOptions options,
            Device device,
            CalibrationSet set,
            QuantisationPlan plan,
            List<QuantisedLayer> known,
            Progress progress,
            QuantisationObserver observer) {
        DifferentiableKernels[] kernels = new DifferentiableKernels[1];
        try (LoadedModel model =
                ModelLoader.load(
                        file,
                        options,
                        device,
                        manager -> kernels[0] = new DifferentiableKernels(manager))) {
            return run(model.network(), kernels[0], set, plan, known, progress, observer);
        }
    }

    /**
     * Quantises a model that is open already, by a method that learns nothing.
     *
     * @throws org.mambascope.base.Problem as {@link #run}
     */
    public static QuantisationResult search(
            VisualMamba network, CalibrationSet set, QuantisationPlan plan, Progress progress) {
        if (plan.recipe().learned()) {
            throw new IllegalArgumentException(
                    "learning needs kernels that gradients flow through");
        }
        return new BlockwiseQuantiser(
                        network,
                        Optional.empty(),
                        set,
                        plan,
                        List.of(),
                        progress,
                        QuantisationObserver.NONE)
                .run();
    }

    /**
     * Quantises a model that is open already.
     *
     * @param kernels that it was loaded with, which gradients flow through
     * @param known as {@link #run(Path, LoadOptions, Device, CalibrationSet, QuantisationPlan,
     *     List, Progress, QuantisationObserver)}
     */
    static QuantisationResult run(
            VisualMamba network,
            DifferentiableKernels kernels,
            CalibrationSet set,
            QuantisationPlan plan,
            List<QuantisedLayer> known,
            Progress progress,
            QuantisationObserver observer) {
        return new BlockwiseQuantiser(
                        network, Optional.of(kernels), set, plan, known, progress, observer)
                .run();
    }

    private QuantisationResult run() {
        Finite.requireWeights(network);
        ModelSummary summary = network.summary();
        set.requireSize(summary.imageHeight(), summary.imageWidth());
        plan.bits()
                .requireLayers(
                        network.layers().stream().map(LayerSite::name).toList(), "The bit plan");
        long start = System.nanoTime();
        boolean complete = true;
        try {
            blocks();
        } catch (CancellationException e) {
            complete = false;
        }
        return new QuantisationResult(layers, reports, complete, secondsSince(start));
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private void blocks() {
        int batch =
                plan.recipe().learned()
                        ? Math.min(BATCH, plan.setting().batchSize(set.count()))
                        : BATCH;
        List<ModelBlock> blocks = network.blocks();
        BlockInputs flow = BlockInputs.start(BlockActivations.embed(network, set, batch));
        for (int index = 0; index < blocks.size(); index++) {
            ModelBlock block = blocks.get(index);
            at = index;
            progress.report(
                    (long) index * steps(), blocks.size() * steps(), "Quantising block " + index);
            progress.checkCancelled();
            boolean overwrites = index == 0 && plan.setting().overwritesFirstResidual();
            BlockInputs next = flow.throughOriginal(block, overwrites);
            List<QuantisedLayer> done = block(block, flow, next.original());
            done.forEach(BlockwiseQuantiser::requireUsable);
            layers.addAll(done);
            observer.block(block.name(), done);
            if (plan.recipe().learned()) {
                try (NDManager scope = network.manager().newSubManager()) {
                    place(block, done, scope);
                    next = next.withQuantised(flow.quantised().through(block), overwrites);
                    block.slots().forEach(slot -> slot.replace(slot.original()));
                }
            }
            flow.close();
            flow = next;
        }
        flow.close();
        progress.report(blocks.size() * steps(), blocks.size() * steps(), "Quantised");
    }

    /** Of a block: the search, then every epoch. */
    private long steps() {
        return 1 + (plan.recipe().learned() ? plan.setting().epochs() : 0);
    }

    private void learned(String block, int epoch, double loss) {
        observer.epoch(block, epoch, loss);
        progress.report(
                at * steps() + epoch,
                network.blocks().size() * steps(),
                "Block %d, epoch %d of %d".formatted(at, epoch, plan.setting().epochs()));
        progress.checkCancelled();
    }

    private List<QuantisedLayer> block(
            ModelBlock block, BlockInputs flow, BlockActivations target) {
        List<LinearSlot> slots =
                block.slots().stream()
                        .filter(slot -> !plan.bits().of(slot.site().name()).isFloating())
                        .toList();
        List<QuantisedLayer> before =
                slots.stream().map(slot -> known.get(slot.site().name())).toList();
        if (before.stream().allMatch(layer -> layer != null)) {
            return before;
        }
        long start = System.nanoTime();
        boolean learns = plan.recipe().learned() && plan.setting().epochs() > 0 && !slots.isEmpty();
        boolean roundsLater = learns && plan.recipe().roundsAfterLearning();
        Map<String, QuantisedLayer> searched =
                search(
                        block,
                        flow,
                        slots,
                        roundsLater ? plan.recipe().rounding(RoundingRule.NEAREST) : plan.recipe());
        double searchSeconds = secondsSince(start);
        if (!learns) {
            return slots.stream().map(slot -> searched.get(slot.site().name())).toList();
        }
        try (BlockReconstruction learning =
                new BlockReconstruction(
                        block,
                        searched,
                        kernels.orElseThrow(),
                        quantisers,
                        plan.setting(),
                        this::learning,
                        flow.quantised(),
                        target)) {
            int[] epoch = {0};
            BlockReconstruction.Learned learned =
                    learning.learn(plan.seed(), loss -> learned(block.name(), ++epoch[0], loss));
            reports.add(
                    new BlockReport(
                            block.name(),
                            learned.start(),
                            learned.end(),
                            learned.curve(),
                            learned.startDistance(),
                            learned.endDistance(),
                            searchSeconds,
                            secondsSince(start)));
            return roundsLater ? rounded(block, flow, slots, learned.layers()) : learned.layers();
        } finally {
            block.slots().forEach(slot -> slot.replace(slot.original()));
        }
    }

    /** Layers whose steps were learned, with codes that make up for each other's errors. */
    private List<QuantisedLayer> rounded(
            ModelBlock block,
            BlockInputs flow,
            List<LinearSlot> slots,
            List<QuantisedLayer> layers) {
        slots.forEach(slot -> slot.replace(slot.original()));
        Map<String, LinearSlot> byName = byName(slots);
        Map<String, QuantisedLayer> rounded = new LinkedHashMap<>();
        layers.forEach(layer -> rounded.put(layer.name(), layer));
        InputCapture.run(
                block,
                flow.original(),
                slots.stream().map(LinearSlot::site).toList(),
                input ->
                        rounded.computeIfPresent(
                                input.layer(),
                                (name, layer) ->
                                        search(byName.get(name).site(), plan.recipe())
                                                .rounded(layer, input, weights(byName.get(name)))));
        return List.copyOf(rounded.values());
    }

    private static void requireUsable(QuantisedLayer layer) {
        layer.fault()
                .ifPresent(
                        fault -> {
                            throw new Problem(
                                    "Cannot quantise %s: its %s; choose another method, more bits, or calibration images of a smaller range."
                                            .formatted(layer.name(), fault));
                        });
    }

    private static Map<String, LinearSlot> byName(List<LinearSlot> slots) {
        Map<String, LinearSlot> byName = new LinkedHashMap<>();
        slots.forEach(slot -> byName.put(slot.site().name(), slot));
        return byName;
    }

    private LayerQuantiser search(LayerSite layer, Recipe recipe) {
        return new LayerQuantiser(
                recipe, plan.bits().of(layer.name()), layer.role(), network.manager());
    }

    private static float[] weights(LinearSlot slot) {
        return slot.original().weight().toFloatArray();
    }

    private TrainableLinear learning(
            QuantisedLayer layer, FloatingLinear original, NDManager owner) {
        return switch (plan.recipe().learning()) {
            case SCALES_AND_STEPS ->
                    new JlssLinear(
                            layer, original, quantisers, plan.setting().logarithmic(), owner);
            case RANGES -> new LearnedRangeLinear(layer, original, quantisers, owner);
            case NONE -> throw new IllegalStateException("nothing is learned");
        };
    }

    private Map<String, QuantisedLayer> search(
            ModelBlock block, BlockInputs flow, List<LinearSlot> slots, Recipe recipe) {
        Map<String, LinearSlot> byName = byName(slots);
        List<LayerSite> sites = slots.stream().map(LinearSlot::site).toList();
        Map<String, float[]> maxima = new LinkedHashMap<>();
        if (flow.original() != flow.truth() && plan.recipe().smoothing().isPresent()) {
            InputCapture.run(
                    block,
                    flow.truth(),
                    sites,
                    input -> maxima.put(input.layer(), input.channelMaxima()));
        }
        Map<String, QuantisedLayer> found = new LinkedHashMap<>();
        InputCapture.run(
                block,
                flow.original(),
                sites,
                input -> {
                    progress.checkCancelled();
                    found.put(
                            input.layer(),
                            search(byName.get(input.layer()).site(), recipe)
                                    .run(
                                            input,
                                            () ->
                                                    maxima.computeIfAbsent(
                                                            input.layer(),
                                                            _ -> input.channelMaxima()),
                                            weights(byName.get(input.layer()))));
                });
        return found;
    }

    private void place(ModelBlock block, List<QuantisedLayer> done, NDManager owner) {
        Map<String, QuantisedLayer> byName = new LinkedHashMap<>();
        done.forEach(layer -> byName.put(layer.name(), layer));
        for (LinearSlot slot : block.slots()) {
            QuantisedLayer layer = byName.get(slot.site().name());
            if (layer != null) {
                slot.replace(new FakeQuantLinear(layer, slot.original(), quantisers, owner));
            }
        }
    }
}
