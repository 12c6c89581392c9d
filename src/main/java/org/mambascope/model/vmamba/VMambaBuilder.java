package org.mambascope.model.vmamba;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.FloatingLinear;
import org.mambascope.model.ModelSummary;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.TensorLayout;
import org.mambascope.model.TokenOrder;
import org.mambascope.model.architecture.StateDictLoader;
import org.mambascope.model.layer.Norm;
import org.mambascope.tensor.Kernels;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Builds a VMamba or LocalVMamba from its weights. */
final class VMambaBuilder {
    private final VMambaConfiguration configuration;
    private final StateDictLoader weights;
    private final Kernels kernels;
    private final Consumer<String> note;
    private final BlockBuilder blockBuilder;
    private final Map<String, TensorLayout> layouts = new HashMap<>();

    /**
     * A builder; weights that are missing or misshapen are noted in {@code weights}.
     *
     * @param weights their manager will own the model
     * @param kernels of the weights' device
     * @param note hears what was changed on loading
     */
    VMambaBuilder(
            VMambaConfiguration configuration,
            StateDictLoader weights,
            Kernels kernels,
            Consumer<String> note) {
        this.configuration = configuration;
        this.weights = weights;
        this.kernels = kernels;
        this.note = note;
        blockBuilder = new BlockBuilder(configuration, weights, kernels);
    }

    /** Builds the model. */
    VMamba build() {
        PatchEmbedding embedding = embedding();
        List<Stage> stages = new ArrayList<>();
        for (int index = 0; index < configuration.stages().size(); index++) {
            stages.add(stage(index));
        }
        int width = configuration.stages().getLast().width();
        FloatingLinear head =
                new FloatingLinear(
                        kernels,
                        weights.take("classifier.head.weight", configuration.classes(), width),
                        Optional.of(weights.take("classifier.head.bias", configuration.classes())));
        Classifier classifier = new Classifier(norm("classifier.norm", width), head);
        for (ObservationPoint point : blockBuilder.slots().points()) {
            TokenOrder order = point.order();
            Grid grid = new Grid(order.rows(), order.columns());
            if (order.equals(grid.order())) {
                layouts.put(point.name(), layout(grid));
            }
        }
        VMamba.Parts parts =
                new VMamba.Parts(
                        embedding,
                        stages,
                        classifier,
                        blockBuilder.slots().slots(),
                        blockBuilder.slots().points(),
                        blockBuilder.slots().scanPoints(),
                        layouts);
        return new VMamba(summary(), configuration.colours(), weights, parts);
    }

    private PatchEmbedding embedding() {
        StageConfiguration first = configuration.stages().getFirst();
        int patch = configuration.patchSize();
        layouts.put(PatchEmbedding.OUTPUT, layout(first.grid()));
        Optional<NDArray> position =
                configuration.position() ? Optional.of(position(first)) : Optional.empty();
        if (!configuration.overlappingPatches()) {
            GridConvolution patches =
                    patchConvolution(
                            "0", "2", configuration.colours(), first.width(), patch, patch);
            return new PatchEmbedding(kernels, patches, first.grid(), Optional.empty(), position);
        }
        int stride = patch / 2;
        Grid pixels = new Grid(configuration.imageSize(), configuration.imageSize());
        int half = first.width() / 2;
        return new PatchEmbedding(
                kernels,
                patchConvolution("0", "2", configuration.colours(), half, stride + 1, stride),
                pixels.halfEmbedded(patch),
                Optional.of(patchConvolution("5", "7", half, first.width(), stride + 1, stride)),
                position);
    }

    private GridConvolution patchConvolution(
            String convolution, String norm, int from, int to, int side, int stride) {
        Optional<Norm> after =
                configuration.normalisedPatches()
                        ? Optional.of(norm("patch_embed." + norm, to))
                        : Optional.empty();
        return convolution(
                "patch_embed." + convolution, from, to, side, stride, side - stride, after);
    }

    private GridConvolution convolution(
            String prefix,
            int from,
            int to,
            int side,
            int stride,
            int margin,
            Optional<Norm> norm) {
        return new GridConvolution(
                kernels.patchConvolution(
                        weights.take(prefix + ".weight", to, from, side, side),
                        weights.take(prefix + ".bias", to),
                        stride,
                        margin),
                norm);
    }

    private NDArray position(StageConfiguration first) {
        Grid grid = first.grid();
        int rows = weights.rows("pos_embed", 2).orElse(grid.rows());
        int columns = weights.rows("pos_embed", 3).orElse(grid.columns());
        NDArray learned = weights.take("pos_embed", 1, first.width(), rows, columns);
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
        for (int block = 0; block < stage.depth(); block++) {
            blocks.add(
                    blockBuilder.build(
                            name + ".blocks." + block, stage, stage.directions().get(block)));
        }
        boolean last = index + 1 == configuration.stages().size();
        Grid next = last ? stage.grid() : configuration.stages().get(index + 1).grid();
        layouts.put(name + ".downsample.out", layout(next));
        layouts.put(name + ".downsample.reduction.input", layout(next));
        return new Stage(name, blocks, last ? Optional.empty() : Optional.of(downsampling(index)));
    }

    private Downsampling downsampling(int index) {
        String prefix = "layers." + index + ".downsample.";
        StageConfiguration stage = configuration.stages().get(index);
        int from = stage.width();
        int to = configuration.stages().get(index + 1).width();
        return switch (configuration.reduction()) {
            case MERGING ->
                    new Downsampling.Merging(
                            stage.grid(),
                            norm(prefix + "norm", 4 * from),
                            new FloatingLinear(
                                    kernels,
                                    weights.take(prefix + "reduction.weight", to, 4L * from),
                                    Optional.empty()),
                            prefix + "reduction.input");
            case STRIDED -> convolving(stage.grid(), prefix, from, to, 2, 0);
            case OVERLAPPING -> convolving(stage.grid(), prefix, from, to, 3, 1);
        };
    }

    private Downsampling convolving(
            Grid grid, String prefix, int from, int to, int side, int margin) {
        Norm norm = norm(prefix + "3", to);
        return new Downsampling.Convolving(
                grid, convolution(prefix + "1", from, to, side, 2, margin, Optional.of(norm)));
    }

    private Norm norm(String prefix, int channels) {
        return Norm.of(weights, kernels, prefix, channels, false, Norm.EPSILON);
    }

    private TensorLayout layout(Grid grid) {
        return configuration.channelsFirst()
                ? new TensorLayout.ChannelsFirst(grid.rows(), grid.columns())
                : new TensorLayout.ChannelsLast(grid.rows(), grid.columns());
    }

    private ModelSummary summary() {
        StageConfiguration first = configuration.stages().getFirst();
        return new ModelSummary(
                configuration.local() ? "LocalVMamba" : "VMamba",
                configuration.words(),
                weights.parameters(),
                configuration.imageSize(),
                configuration.imageSize(),
                configuration.patchSize(),
                first.grid().tokens(),
                configuration.depth(),
                first.width(),
                configuration.stateSize(),
                configuration.classes());
    }
}
