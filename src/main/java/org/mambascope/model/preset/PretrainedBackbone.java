package org.mambascope.model.preset;

import org.mambascope.base.Problem;
import org.mambascope.checkpoint.OutputTensor;
import org.mambascope.checkpoint.SafetensorsWriter;
import org.mambascope.checkpoint.StoredTensor;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;
import org.mambascope.model.architecture.ConstructorArguments;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.architecture.WeightShapes;
import org.mambascope.model.load.ModelLoader;
import org.mambascope.model.maskrcnn.MaskRcnnConfiguration;
import org.mambascope.model.vmamba.Grid;
import org.mambascope.model.vmamba.VMambaBackbone;
import org.mambascope.model.vmamba.VMambaConfiguration;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A VMamba that classifies, with whose backbone a detector begins to learn.
 *
 * @param file its weights
 */
public record PretrainedBackbone(Path file) {
    /**
     * Configuration of a small detector with this backbone.
     *
     * @param scale side in pixels of the square that images are brought into
     * @param classes of objects
     * @throws Problem if it is no VMamba of four stages, or the file cannot be read
     */
    public MaskRcnnConfiguration detector(int scale, int classes) {
        try (WeightFile weights = open()) {
            VMambaConfiguration backbone =
                    VMambaBackbone.recognise(
                                    new WeightShapes(weights),
                                    "",
                                    new ConstructorArguments(
                                            LoadOptions.DEFAULT,
                                            ModelLoader.description(file, LoadOptions.DEFAULT)),
                                    new Grid(scale, scale),
                                    classes)
                            .configuration();
            if (!MaskRcnnConfiguration.canStandOn(backbone)) {
                throw new Problem(
                        "%s: expected a VMamba of four stages that halve a grid of patches of 4 pixels, as detectors have, found another backbone: train a classifier with --backbone vmamba and four --depths."
                                .formatted(file));
            }
            return MaskRcnnConfiguration.smallOn(backbone, scale, classes);
        }
    }

    private WeightFile open() {
        return ModelLoader.underPresentNames(ModelLoader.weights(file, LoadOptions.DEFAULT));
    }

    /**
     * Puts its weights into a new detector of {@link #detector}; what the detector alone has stays.
     *
     * @param detector weights, {@code NAME.safetensors}
     */
    public void into(Path detector) {
        Map<String, OutputTensor> tensors = new LinkedHashMap<>();
        Map<String, String> metadata;
        try (WeightFile fresh = WeightFiles.open(detector);
                WeightFile learned = open()) {
            metadata = fresh.metadata();
            for (StoredTensor tensor : fresh.tensors().values()) {
                String name = tensor.name();
                String own =
                        name.startsWith(MaskRcnnConfiguration.BACKBONE)
                                ? name.substring(MaskRcnnConfiguration.BACKBONE.length())
                                : "";
                float[] values =
                        learned.tensors().containsKey(own)
                                ? learned.floats(own)
                                : fresh.floats(name);
                tensors.put(name, OutputTensor.floats(tensor.shape(), values));
            }
        }
        SafetensorsWriter.write(detector, tensors, metadata);
    }
}
