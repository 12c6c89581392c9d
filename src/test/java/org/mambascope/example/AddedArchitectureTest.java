package org.mambascope.example;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.checkpoint.OutputTensor;
import org.mambascope.checkpoint.SafetensorsWriter;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;
import org.mambascope.model.ClassifierHead;
import org.mambascope.model.FloatingLinear;
import org.mambascope.model.Head;
import org.mambascope.model.LayerRole;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LinearSlot;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ModelBlock;
import org.mambascope.model.ModelSummary;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.Probe;
import org.mambascope.model.TokenOrder;
import org.mambascope.model.VisualMamba;
import org.mambascope.model.architecture.Architecture;
import org.mambascope.model.architecture.ConstructorArguments;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.architecture.ModelDescription;
import org.mambascope.model.architecture.StateDictLoader;
import org.mambascope.model.architecture.WeightShapes;
import org.mambascope.model.argument.Constructor;
import org.mambascope.model.layer.SlotRegistry;
import org.mambascope.model.load.Architectures;
import org.mambascope.model.load.ModelLoader;
import org.mambascope.model.token.TokenStream;
import org.mambascope.tensor.Kernels;
import org.mambascope.tensor.dispatch.KernelSelection;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** An architecture tells its weights from others' and builds its model of them. */
class AddedArchitectureTest {
    private static final int SIDE = 4;
    private static final int WIDTH = 3 * SIDE;
    private static final String MIX = "layers.0.mix";

    /** Every row of an image is a token; one linear layer adds to the stream. */
    private static final class RowMixer implements VisualMamba, ModelBlock {
        private final Kernels kernels;
        private final StateDictLoader weights;
        private final SlotRegistry registry = new SlotRegistry();
        private final LinearSlot mix;
        private final NDArray head;

        RowMixer(StateDictLoader weights, Kernels kernels) {
            this.weights = weights;
            this.kernels = kernels;
            NDArray weight = weights.take(MIX + ".weight", WIDTH, WIDTH);
            mix =
                    registry.add(
                            new LayerSite(
                                    MIX,
                                    0,
                                    "mix",
                                    LayerRole.OUTPUT,
                                    WIDTH,
                                    WIDTH,
                                    TokenOrder.rowMajor(SIDE, 1)),
                            new FloatingLinear(kernels, weight, Optional.empty()));
            head = weights.take("head.weight", 2, WIDTH);
        }

        @Override
        public TokenStream embed(NDArray images, Probe probe) {
            return TokenStream.of(images.transpose(0, 2, 1, 3).reshape(-1, SIDE, WIDTH));
        }

        @Override
        public TokenStream apply(TokenStream in, Probe probe) {
            return TokenStream.of(in.hidden().add(mix.apply(in.hidden(), probe)));
        }

        @Override
        public Head head() {
            return (ClassifierHead) this::logits;
        }

        private NDArray logits(TokenStream last, Probe probe) {
            return kernels.linear(last.hidden().mean(new int[] {1}), head, Optional.empty());
        }

        @Override
        public ModelSummary summary() {
            return new ModelSummary(
                    "RowMixer", "", weights.parameters(), SIDE, SIDE, SIDE, SIDE, 1, WIDTH, 0, 2);
        }

        @Override
        public String name() {
            return "layers.0";
        }

        @Override
        public List<LinearSlot> slots() {
            return registry.slots();
        }

        @Override
        public List<ObservationPoint> points() {
            return registry.points();
        }

        @Override
        public List<ModelBlock> blocks() {
            return List.of(this);
        }

        @Override
        public Map<String, NDArray> parameters() {
            return weights.taken();
        }

        @Override
        public Kernels kernels() {
            return kernels;
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

    private static final class RowMixerArchitecture implements Architecture {
        @Override
        public String name() {
            return "RowMixer";
        }

        @Override
        public Optional<String> head() {
            return Optional.of("head");
        }

        @Override
        public Constructor constructor(WeightShapes shapes) {
            return new Constructor("rowmixer", name(), Set.of(), Set.of());
        }

        @Override
        public List<String> marks() {
            return List.of(MIX + ".weight");
        }

        @Override
        public VisualMamba build(
                WeightShapes shapes,
                ConstructorArguments arguments,
                StateDictLoader weights,
                Kernels kernels,
                Consumer<String> note) {
            return new RowMixer(weights, kernels);
        }
    }

    @TempDir private Path folder;

    @Test
    @DisplayName("its weights are recognised, its model runs")
    void isRecognisedAndRun() {
        List<Architecture> kinds = new ArrayList<>(Architectures.ALL.kinds());
        kinds.add(new RowMixerArchitecture());
        float[] ones = new float[WIDTH * WIDTH];
        Arrays.fill(ones, 1);
        float[] head = new float[2 * WIDTH];
        head[0] = 1;
        head[WIDTH] = 2;
        Path file = folder.resolve("rows.safetensors");
        SafetensorsWriter.write(
                file,
                Map.of(
                        MIX + ".weight",
                        OutputTensor.floats(List.of((long) WIDTH, (long) WIDTH), ones),
                        "head.weight",
                        OutputTensor.floats(List.of(2L, (long) WIDTH), head)),
                Map.of());

        try (WeightFile weights = WeightFiles.open(file);
                LoadedModel model =
                        ModelLoader.load(
                                new Architectures(kinds),
                                weights,
                                ModelDescription.beside(file),
                                LoadOptions.DEFAULT,
                                Device.cpu(),
                                KernelSelection::on)) {
            VisualMamba network = model.network();
            NDArray images = network.manager().ones(new Shape(1, 3, SIDE, SIDE));

            NDArray logits = network.forward(images, Probe.NONE);

            assertThat(network.summary().family()).isEqualTo("RowMixer");
            assertThat(network.layers()).extracting(LayerSite::name).containsExactly(MIX);
            assertThat(logits.toFloatArray()).containsExactly(1f + WIDTH, 2f * (1 + WIDTH));
        }
    }
}
