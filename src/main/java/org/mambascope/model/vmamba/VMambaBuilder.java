package org.mambascope.model.vmamba;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.FloatingLinear;
import org.mambascope.model.Head;
import org.mambascope.model.ModelSummary;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.architecture.StateDictLoader;
import org.mambascope.model.layer.Norm;
import org.mambascope.tensor.Kernels;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Builds a VMamba or LocalVMamba from its weights. */
final class VMambaBuilder {
    private final VMambaConfiguration configuration;
    private final StateDictLoader weights;
    private final String prefix;
    private final Kernels kernels;
    private final Consumer<String> note;
    private final BlockBuilder blockBuilder;
    private final Map<String, Integer> layouts = new HashMap<>();

    /**
     * A builder; weights that are missing or misshapen are noted in {@code weights}.
     *
     * @param weights their manager will own the model
     * @param prefix of the names of its weights and layers, as {@code backbone.}; may be empty
     * @param kernels of the weights' device
     * @param note hears what was changed on loading
     */
    VMambaBuilder(
            VMambaConfiguration configuration,
            StateDictLoader weights,
            String prefix,
            Kernels kernels,
            Consumer<String> note) {
        this.configuration = configuration;
        this.weights = weights;
        this.prefix = prefix;
        this.kernels = kernels;
        this.note = note;
        blockBuilder = new BlockBuilder(configuration, weights, kernels);
    }

    /** Builds a model that classifies. */
    VMamba build() {
        return build(this::classifier, configuration.local() ? "LocalVMamba" : "VMamba");
    }

    /**
     * Builds a model.
     *
     * @param head of its stages
     * @param family its name for the user
     */
    VMamba build(Function<List<Stage>, Head> head, String family) {
        PatchEmbedding embedding = embedding();
        List<Stage> stages = new ArrayList<>();
        for (int index = 0; index < configuration.stages().size(); index++) {
            stages.add(stage(index));
        }
        VMamba.Parts parts =
                new VMamba.Parts(
                        kernels,
                        embedding,
                        stages,
                        head.apply(stages),
                        blockBuilder.slots(),
                        layouts);
        return new VMamba(summary(family), configuration, weights, parts);
    }

    private Classifier classifier(List<Stage> stages) {
        int width = configuration.stages().getLast().width();
        FloatingLinear head =
                new FloatingLinear(
                        kernels,
                        weights.take("classifier.head.weight", configuration.classes(), width),
                        Optional.of(weights.take("classifier.head.bias", configuration.classes())));
        return new Classifier(stages.getLast(), norm("classifier.norm", width), head);
    }

    private PatchEmbedding embedding() {
        StageConfiguration first = configuration.stages().getFirst();
        int patch = configuration.patchSize();
        layouts.put(PatchEmbedding.OUTPUT, 0);
        Optional<NDArray> position =
                configuration.position() ? Optional.of(position(first)) : Optional.empty();
        if (!configuration.overlappingPatches()) {
            GridConvolution patches =
                    patchConvolution(
                            "0", "2", configuration.colours(), first.width(), patch, patch);
            return new PatchEmbedding(kernels, patches, Optional.empty(), patch, position);
        }
        int stride = patch / 2;
        int half = first.width() / 2;
        return new PatchEmbedding(
                kernels,
                patchConvolution("0", "2", configuration.colours(), half, stride + 1, stride),
                Optional.of(patchConvolution("5", "7", half, first.width(), stride + 1, stride)),
                patch,
                position);
    }

    private GridConvolution patchConvolution(
            String convolution, String norm, int from, int to, int side, int stride) {
        Optional<Norm> after =
                configuration.normalisedPatches()
                        ? Optional.of(norm(prefix + "patch_embed." + norm, to))
                        : Optional.empty();
        return convolution(
                prefix + "patch_embed." + convolution,
                from,
                to,
                side,
                stride,
                side - stride,
                after);
    }

    private GridConvolution convolution(
            String name, int from, int to, int side, int stride, int margin, Optional<Norm> norm) {
        return new GridConvolution(
                kernels.patchConvolution(
                        weights.take(name + ".weight", to, from, side, side),
                        weights.take(name + ".bias", to),
                        stride,
                        margin),
                norm);
    }

    private NDArray position(StageConfiguration first) {
        Grid grid = first.grid();
        int rows = weights.rows(prefix + "pos_embed", 2).orElse(grid.rows());
        int columns = weights.rows(prefix + "pos_embed", 3).orElse(grid.columns());
        NDArray learned = weights.take(prefix + "pos_embed", 1, first.width(), rows, columns);
        if (rows == grid.rows() && columns == grid.columns()) {
            return Grid.tokens(learned);
        }
        note.accept(
                "The position embedding was learned for %d × %d patches and is interpolated to %d × %d (bicubic)."
                        .formatted(rows, columns, grid.rows(), grid.columns()));
        return Grid.tokens(kernels.resizeBicubic(learned, grid.rows(), grid.columns()));
    }

    private Stage stage(int index) {
        String name = "layers." + index;
        StageConfiguration stage = configuration.stages().get(index);
        List<VssBlock> blocks = new ArrayList<>();
        int points = blockBuilder.slots().points().size();
        for (int block = 0; block < stage.depth(); block++) {
            blocks.add(
                    blockBuilder.build(
                            prefix + name + ".blocks." + block,
                            stage,
                            stage.directions().get(block)));
        }
        List<ObservationPoint> observed = blockBuilder.slots().points();
        observed.subList(points, observed.size()).stream()
                .filter(point -> point.order().equals(stage.grid().order()))
                .forEach(point -> layouts.put(point.name(), index));
        boolean last = index + 1 == configuration.stages().size();
        int next = last ? index : index + 1;
        layouts.put(prefix + name + ".downsample.out", next);
        layouts.put(prefix + name + ".downsample.reduction.input", next);
        return new Stage(
                prefix + name, blocks, last ? Optional.empty() : Optional.of(downsampling(index)));
    }

    private Downsampling downsampling(int index) {
        String name = prefix + "layers." + index + ".downsample.";
        StageConfiguration stage = configuration.stages().get(index);
        int from = stage.width();
        int to = configuration.stages().get(index + 1).width();
        return switch (configuration.reduction()) {
            case MERGING ->
                    new Downsampling.Merging(
                            stage.grid(),
                            norm(name + "norm", 4 * from),
                            new FloatingLinear(
                                    kernels,
                                    weights.take(name + "reduction.weight", to, 4L * from),
                                    Optional.empty()),
                            name + "reduction.input");
            case STRIDED -> convolving(stage.grid(), name, from, to, 2, 0);
            case OVERLAPPING -> convolving(stage.grid(), name, from, to, 3, 1);
        };
    }

    private Downsampling convolving(
            Grid grid, String name, int from, int to, int side, int margin) {
        Norm norm = norm(name + "3", to);
        return new Downsampling.Convolving(
                grid, convolution(name + "1", from, to, side, 2, margin, Optional.of(norm)));
    }

    private Norm norm(String name, int channels) {
        return Norm.of(weights, kernels, name, channels, false, Norm.EPSILON);
    }

    private ModelSummary summary(String family) {
        StageConfiguration first = configuration.stages().getFirst();
        return new ModelSummary(
                family,
                configuration.words(),
                weights.parameters(),
                configuration.pixels().rows(),
                configuration.pixels().columns(),
                configuration.patchSize(),
                first.grid().tokens(),
                configuration.depth(),
                first.width(),
                configuration.stateSize(),
                configuration.classes());
    }
}
