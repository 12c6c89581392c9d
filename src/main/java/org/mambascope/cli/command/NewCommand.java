package org.mambascope.cli.command;

import org.mambascope.cli.output.Output;
import org.mambascope.cli.output.Outputs;
import org.mambascope.model.architecture.ModelDescription;
import org.mambascope.model.preset.NewModel;
import org.mambascope.model.preset.Preset;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code new MODEL --preset P}. */
@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        description = "Writes a model of published size with random weights, for benchmarks.")
public final class NewCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "The .safetensors to write; its JSON goes beside it.")
    private Path file;

    @Option(
            names = "--preset",
            required = true,
            paramLabel = "NAME",
            description =
                    "vim-tiny|small|base, vmamba-tiny|small|base, localvim-tiny|small,"
                            + " localvmamba-tiny|small, maskrcnn-tiny|small|base.")
    private String preset;

    @Option(names = "--force", description = "Replace files that are there already.")
    private boolean force;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Of the random weights. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin private Output output;

    /** The result for JSON. */
    record Result(String model, String preset, long seed) {}

    @Override
    public Integer call() {
        if (!force) {
            Outputs.requireNew(file);
            Outputs.requireNew(ModelDescription.fileBeside(file));
        }
        NewModel.write(Preset.named(preset), seed, file, output.progress());
        if (output.isJson()) {
            output.json(new Result(file.toString(), preset, seed));
        } else {
            output.line("%s: %s with random weights, seed %d", file, preset, seed);
        }
        return 0;
    }
}
