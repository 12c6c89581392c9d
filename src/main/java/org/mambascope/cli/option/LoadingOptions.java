package org.mambascope.cli.option;

import ai.djl.Device;

import com.fasterxml.jackson.databind.JsonNode;

import org.mambascope.base.Problem;
import org.mambascope.base.json.JsonFields;
import org.mambascope.cli.output.Output;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.quant.file.ModelOpener;
import org.mambascope.quant.file.RunnableModel;
import org.mambascope.quant.layer.Execution;
import org.mambascope.tensor.device.Devices;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Options for loading models and choosing their device. */
public class LoadingOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--device",
            paramLabel = "NAME",
            defaultValue = "cpu",
            description = "cpu, gpu0, gpu1 … Default: ${DEFAULT-VALUE}.")
    private String device;

    @Option(
            names = "--section",
            paramLabel = "NAME",
            description =
                    "Which state dict to take where a file holds several, as model_ema; the note on"
                            + " opening lists them.")
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
                    "An argument of the original constructor that the weights cannot tell, as"
                            + " use_middle_cls_token=false. Repeatable.")
    private List<String> arguments = List.of();

    @Option(
            names = "--preprocessing",
            paramLabel = "JSON|FILE",
            description =
                    "How images become input, as the entry 'preprocessing' of a description has"
                            + " it: {\"resize\": 256, \"crop\": 224} or {\"pad\": [2, 2, 2, 2]}, with"
                            + " mean, std and interpolation; or a file of it, also a"
                            + " preprocessor_config.json.")
    private Optional<String> preprocessing;

    /** The user's choices for loading. */
    public final LoadOptions options() {
        return new LoadOptions(
                section, description, arguments(), preprocessing.map(LoadingOptions::json));
    }

    private Map<String, String> arguments() {
        Map<String, String> values = new LinkedHashMap<>();
        for (String argument : arguments) {
            int sign = argument.indexOf('=');
            if (sign < 1) {
                throw new CommandLine.ParameterException(
                        command.commandLine(),
                        "--set: expected NAME=VALUE, found %s".formatted(argument));
            }
            String name = argument.substring(0, sign);
            String value = argument.substring(sign + 1);
            String earlier = values.putIfAbsent(name, value);
            if (earlier != null && !earlier.equals(value)) {
                throw new Problem(
                        "--set: expected one value of %s, found %s and %s: keep one of them."
                                .formatted(name, earlier, value));
            }
        }
        return values;
    }

    /** An object, or the file of one, such as a {@code preprocessor_config.json}. */
    private static JsonNode json(String text) {
        JsonFields fields =
                text.stripLeading().startsWith("{")
                        ? JsonFields.parse(text, "--preprocessing")
                        : JsonFields.read(Path.of(text));
        return fields.node();
    }

    /** Device of the models. */
    public final Device device() {
        return Devices.named(device);
    }

    /** Opens a model of images, quantised or not, and tells what was assumed. */
    public final RunnableModel open(Path file, Optional<Execution> execution, Output output) {
        RunnableModel opened = openForTensors(file, execution, output);
        opened.model().requireImages();
        return opened;
    }

    /** As {@link #open}, whatever the channels of the model's input. */
    final RunnableModel openForTensors(Path file, Optional<Execution> execution, Output output) {
        RunnableModel opened = ModelOpener.open(file, options(), device(), execution);
        opened.model().notes().forEach(output::note);
        return opened;
    }
}
