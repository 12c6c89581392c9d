package org.mambascope.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code open [MODEL] [--images PATH…]}. */
@Command(
        name = "open",
        mixinStandardHelpOptions = true,
        description = "Opens the window, with a model and images already analysed.")
public final class OpenCommand implements Callable<Integer> {
    private final WindowOpener window;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "MODEL",
            description =
                    "Weights: .safetensors, .pth, .pt, .ckpt, .bin, or the .index.json of several.")
    private Optional<Path> model;

    @Option(
            names = "--images",
            arity = "1..*",
            paramLabel = "PATH",
            description = "Images, folders or IDX files.")
    private List<Path> images = List.of();

    public OpenCommand(WindowOpener window) {
        this.window = window;
    }

    @Override
    public Integer call() {
        return window.open(model, images);
    }
}
