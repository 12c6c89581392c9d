package org.mambascope.model.vmamba;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import org.mambascope.base.Problem;
import org.mambascope.model.Head;
import org.mambascope.model.LinearSlot;
import org.mambascope.model.ModelBlock;
import org.mambascope.model.ModelSummary;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.Probe;
import org.mambascope.model.VisualMamba;
import org.mambascope.model.architecture.StateDictLoader;
import org.mambascope.model.argument.SizeLimit;
import org.mambascope.model.input.Colours;
import org.mambascope.model.layer.ScanPlans;
import org.mambascope.model.layer.SlotRegistry;
import org.mambascope.model.token.TensorLayout;
import org.mambascope.model.token.TokenStream;
import org.mambascope.tensor.Kernels;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * VMamba and LocalVMamba ({@code VSSM} of the originals), over images of one size; {@link #over}
 * gives the same network for others.
 */
final class VMamba implements VisualMamba {
    /** Other sizes that are kept ready. */
    private static final int SIZES = 8;

    private final ModelSummary summary;
    private final VMambaConfiguration configuration;
    private final StateDictLoader weights;
    private final Parts parts;
    private final Grid pixels;
    private final List<Grid> grids;
    private final List<ModelBlock> blocks;
    private final Map<Grid, Sized> others = new LinkedHashMap<>();

    /** A network over another size, and the owner of its scan orders. */
    private record Sized(VMamba network, NDManager owner) {}

    /**
     * The parts of a VMamba, as {@link VMambaBuilder} makes them.
     *
     * @param layouts of the original's tensors: the stage whose grid they have, by point
     */
    record Parts(
            Kernels kernels,
            PatchEmbedding embedding,
            List<Stage> stages,
            Head head,
            SlotRegistry registry,
            Map<String, Integer> layouts) {
        Parts {
            stages = List.copyOf(stages);
            layouts = Map.copyOf(layouts);
        }

        /** The same parts over other grids. */
        Parts on(List<Grid> grids, ScanPlans plans) {
            List<Stage> moved =
                    IntStream.range(0, stages.size())
                            .mapToObj(index -> stages.get(index).on(grids.get(index), plans))
                            .toList();
            return new Parts(kernels, embedding, moved, head, registry, layouts);
        }
    }

    VMamba(
            ModelSummary summary,
            VMambaConfiguration configuration,
            StateDictLoader weights,
            Parts parts) {
        this(summary, configuration, weights, parts, configuration.pixels());
    }

    private VMamba(
            ModelSummary summary,
            VMambaConfiguration configuration,
            StateDictLoader weights,
            Parts parts,
            Grid pixels) {
        this.summary = summary;
        this.configuration = configuration;
        this.weights = weights;
        this.parts = parts;
        this.pixels = pixels;
        grids = configuration.grids(pixels);
        blocks = steps(parts.stages(), parts.registry().slots());
    }

    @Override
    public VMamba over(int height, int width) {
        Grid image = new Grid(height, width);
        if (image.equals(configuration.pixels())) {
            return this;
        }
        if (configuration.position()) {
            throw new Problem(
                    "Expected images of %s pixels, for which the position embedding was learned, found %d × %d: open the model for that size with imgsize."
                            .formatted(words(configuration.pixels()), width, height));
        }
        Sized known = others.remove(image);
        Sized sized = known == null ? sized(image) : known;
        others.put(image, sized);
        if (others.size() > SIZES) {
            Iterator<Sized> oldest = others.values().iterator();
            oldest.next().owner().close();
            oldest.remove();
        }
        return sized.network();
    }

    private Sized sized(Grid image) {
        SizeLimit.TOKENS.require(
                "patches of an image", configuration.grids(image).getFirst().tokens());
        NDManager owner = manager().newSubManager();
        Parts moved = parts.on(configuration.grids(image), new ScanPlans(parts.kernels(), owner));
        return new Sized(
                new VMamba(
                        summary.over(image.rows(), image.columns()),
                        configuration,
                        weights,
                        moved,
                        image),
                owner);
    }

    private static String words(Grid pixels) {
        return "%d × %d".formatted(pixels.columns(), pixels.rows());
    }

    @Override
    public TokenStream embed(NDArray images, Probe probe) {
        requireSize(Grid.of(images));
        NDManager owner = images.getManager();
        try (NDManager scope = owner.newSubManager()) {
            scope.tempAttachAll(images);
            return TokenStream.of(parts.embedding().apply(Colours.fitted(images, colours()), probe))
                    .attach(owner);
        }
    }

    @Override
    public List<ModelBlock> blocks() {
        return blocks;
    }

    @Override
    public Head head() {
        return parts.head();
    }

    /** A block after the way from the stage before, if it is the first of its stage. */
    private record Step(VssBlock block, Optional<Stage> left, List<LinearSlot> slots)
            implements ModelBlock {
        @Override
        public String name() {
            return block.name();
        }

        @Override
        public TokenStream apply(TokenStream in, Probe probe) {
            NDManager owner = in.hidden().getManager();
            try (NDManager scope = owner.newSubManager()) {
                in.tempAttach(scope);
                NDArray tokens =
                        left.map(stage -> stage.leave(in.hidden(), probe)).orElse(in.hidden());
                return TokenStream.of(block.apply(tokens, probe)).attach(owner);
            }
        }
    }

    private static List<ModelBlock> steps(List<Stage> stages, List<LinearSlot> slots) {
        List<ModelBlock> steps = new ArrayList<>();
        Optional<Stage> left = Optional.empty();
        for (Stage stage : stages) {
            for (VssBlock block : stage.blocks()) {
                int index = steps.size();
                List<LinearSlot> own =
                        slots.stream().filter(slot -> slot.site().block() == index).toList();
                steps.add(new Step(block, left, own));
                left = Optional.empty();
            }
            left = Optional.of(stage);
        }
        return List.copyOf(steps);
    }

    /** Orders of scans are laid out for one grid: another would be scanned in a wrong order. */
    private void requireSize(Grid images) {
        if (!images.equals(pixels)) {
            throw new Problem(
                    "Expected images of %s pixels, found %s: open the model for another size with imgsize."
                            .formatted(words(pixels), words(images)));
        }
    }

    @Override
    public int colours() {
        return configuration.colours();
    }

    @Override
    public ModelSummary summary() {
        return summary;
    }

    @Override
    public List<LinearSlot> slots() {
        return parts.registry().slots();
    }

    @Override
    public List<ObservationPoint> points() {
        return parts.registry().points();
    }

    @Override
    public List<ObservationPoint> scanPoints() {
        return parts.registry().scanPoints();
    }

    @Override
    public TensorLayout layout(String point) {
        Integer stage = parts.layouts().get(point);
        if (stage == null) {
            return TensorLayout.TOKENS;
        }
        Grid grid = grids.get(stage);
        return configuration.channelsFirst()
                ? new TensorLayout.ChannelsFirst(grid.rows(), grid.columns())
                : new TensorLayout.ChannelsLast(grid.rows(), grid.columns());
    }

    @Override
    public Map<String, NDArray> parameters() {
        return weights.taken();
    }

    @Override
    public Map<String, NDArray> leaves() {
        return weights.leaves();
    }

    @Override
    public Kernels kernels() {
        return parts.kernels();
    }

    @Override
    public NDManager manager() {
        return weights.manager();
    }

    @Override
    public void close() {
        weights.manager().close();
    }
}
