package org.mambascope.cli.command;

import org.mambascope.cli.output.Output;
import org.mambascope.cli.output.Outputs;
import org.mambascope.report.export.PytorchExport;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code export QUANTISED --format pytorch --out FOLDER}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes a quantised model for other tools.")
public final class ExportCommand implements Callable<Integer> {
    /** For whom. */
    enum Format {
        /** Dequantised state dict, and steps as {@code .npz}. */
        PYTORCH
    }

    @Parameters(index = "0", paramLabel = "QUANTISED", description = "A file of quantize.")
    private Path file;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "NAME",
            description =
                    "pytorch: the dequantised state dict under the original keys, and activation"
                            + " maxima, steps and zero points as .npz.")
    private Format format;

    @Option(
            names = "--out",
            required = true,
            paramLabel = Outputs.FOLDER,
            description = "The folder to write to.")
    private Path folder;

    @Mixin private Output output;

    /** The result for JSON. */
    record Result(List<String> files) {}

    @Override
    public Integer call() throws IOException {
        List<Path> files =
                switch (format) {
                    case PYTORCH -> new PytorchExport(folder).write(file);
                };
        if (output.isJson()) {
            output.json(new Result(files.stream().map(Path::toString).toList()));
        } else {
            files.forEach(written -> output.line("%s", written));
        }
        return 0;
    }
}
