package org.mambascope.cli;

import ai.djl.Device;

import org.mambascope.model.LoadOptions;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ModelLoader;
import org.mambascope.tensor.Devices;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which model, on which device, and what the user knows of it. */
final class ModelOptions {
    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "Weights: .safetensors, .pth or .pt.")
    private Path file;

    @Option(
            names = "--device",
            paramLabel = "NAME",
            defaultValue = "cpu",
            description = "cpu, gpu0, gpu1 … Default: ${DEFAULT-VALUE}.")
    private String device;

    @Option(
            names = "--section",
            paramLabel = "NAME",
            description = "Which state dict to take where a .pth holds several, as model_ema.")
    private Optional<String> section;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "JSON that describes the model, instead of the one beside the weights.")
    private Optional<Path> description;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description =
                    "An argument of the original constructor that the weights cannot tell, as use_middle_cls_token=false. Repeatable.")
    private Map<String, String> arguments = new LinkedHashMap<>();

    /** Loads the model and tells what was assumed. */
    LoadedModel load(Output output) {
        LoadedModel model = ModelLoader.load(file, options(), device());
        model.notes().forEach(output::note);
        return model;
    }

    /** The weights. */
    Path file() {
        return file;
    }

    /** What the user knows of them. */
    LoadOptions options() {
        return new LoadOptions(section, description, arguments);
    }

    /** Where to run. */
    Device device() {
        return Devices.named(device);
    }
}
