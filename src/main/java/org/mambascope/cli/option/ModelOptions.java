package org.mambascope.cli.option;

import org.mambascope.cli.output.Output;
import org.mambascope.model.LoadedModel;
import org.mambascope.workflow.Original;

import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.Optional;

/** Which model, on which device, and what the user knows of it. */
public final class ModelOptions extends LoadingOptions {
    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description =
                    "Weights: .safetensors, .pth, .pt, .ckpt, .bin, or the .index.json of several.")
    private Path file;

    /** The weights. */
    public Path file() {
        return file;
    }

    /** The model as what is to be quantised. */
    public Original original() {
        return new Original(file, options(), device());
    }

    /** As {@link #load}, whatever the channels of its input. */
    public LoadedModel loadForTensors(Output output) {
        return openForTensors(file, Optional.empty(), output).model();
    }

    /** Loads the model, which has to be one of images, and tells what was assumed. */
    public LoadedModel load(Output output) {
        return open(file, Optional.empty(), output).model();
    }
}
