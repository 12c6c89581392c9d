package org.mambascope.model.vmamba;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.model.ModelSummary;
import org.mambascope.model.PatternWeights;
import org.mambascope.model.Probe;
import org.mambascope.model.VisualMamba;
import org.mambascope.model.architecture.ConstructorArguments;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.architecture.ModelDescription;
import org.mambascope.model.architecture.StateDictLoader;
import org.mambascope.model.architecture.WeightShapes;
import org.mambascope.tensor.device.Devices;
import org.mambascope.tensor.dispatch.KernelSelection;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The published full-size models are recognised from their keys alone, and every weight is used.
 */
class PublishedModelsTest {
    private final List<String> notes = new ArrayList<>();

    @ParameterizedTest
    @DisplayName("names and shapes tell the architecture, and no weight is left over or missing")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    keys_vmamba_tiny_s1l8.json  | VMamba      | blocks 2-2-8-2, MLP, no gate   | 14 | 96  | 1  | 168
                    keys_vmamba_tiny_s2l5.json  | VMamba      | blocks 2-2-5-2, MLP, no gate   | 11 | 96  | 1  | 132
                    keys_vmamba_base_s1l20.json | VMamba      | blocks 2-2-20-2, MLP, no gate  | 26 | 128 | 1  | 312
                    keys_local_vssm_tiny.json   | LocalVMamba | blocks 2-2-9-2, no MLP, gate   | 15 | 96  | 16 | 150
                    """)
    void publishedModelsAreRecognised(
            String keys,
            String family,
            String form,
            int blocks,
            int width,
            int states,
            int layers) {
        try (PatternWeights file = new PatternWeights(keys);
                NDManager manager = Devices.newManager(Device.cpu())) {
            StateDictLoader weights = new StateDictLoader(file, manager);

            VisualMamba network = build(file, weights);

            assertThat(weights.finish()).isEmpty();
            assertThat(network.layers()).hasSize(layers);
            assertThat(network.summary())
                    .isEqualTo(
                            new ModelSummary(
                                    family,
                                    form,
                                    weights.parameters(),
                                    224,
                                    224,
                                    4,
                                    56 * 56,
                                    blocks,
                                    width,
                                    states,
                                    1000));
            assertThat(notes).singleElement().asString().contains("images of 224 × 224");
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @DisplayName("a published model classifies an image of the published size")
    @ValueSource(strings = {"keys_vmamba_tiny_s1l8.json", "keys_local_vssm_tiny.json"})
    void publishedModelsRun(String keys) {
        try (PatternWeights file = new PatternWeights(keys);
                NDManager manager = Devices.newManager(Device.cpu())) {
            VisualMamba network = build(file, new StateDictLoader(file, manager));
            NDArray images = manager.randomNormal(new Shape(1, 3, 224, 224));

            NDArray logits = network.forward(images, Probe.NONE);

            assertThat(logits.getShape()).isEqualTo(new Shape(1, 1000));
            assertThat(logits.isNaN().any().getBoolean()).isFalse();
        }
    }

    private VisualMamba build(PatternWeights file, StateDictLoader weights) {
        ConstructorArguments arguments =
                new ConstructorArguments(
                        LoadOptions.DEFAULT, ModelDescription.beside(Path.of("undescribed.pth")));
        VMambaArchitecture backbone = new VMambaArchitecture();
        WeightShapes shapes = new WeightShapes(file);
        assertThat(backbone.fits(shapes)).isTrue();
        VisualMamba network =
                backbone.build(
                        shapes,
                        arguments,
                        weights,
                        KernelSelection.on(weights.manager()),
                        notes::add);
        arguments.assumed().ifPresent(notes::add);
        return network;
    }
}
