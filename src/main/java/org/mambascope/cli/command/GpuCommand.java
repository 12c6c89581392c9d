package org.mambascope.cli.command;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import org.mambascope.cli.output.Output;
import org.mambascope.tensor.device.CudaLibrary;
import org.mambascope.tensor.device.GpuState;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.List;
import java.util.concurrent.Callable;

/** {@code gpu}. */
@Command(
        name = "gpu",
        mixinStandardHelpOptions = true,
        description = "Says whether an NVIDIA GPU is here, whether it can be used, and what to do.")
public final class GpuCommand implements Callable<Integer> {
    @Option(
            names = "--install",
            description =
                    "Fetch libtorch for CUDA over the network, some gigabytes, if a GPU is here that lacks it.")
    private boolean install;

    @Mixin private Output output;

    /** The result for JSON. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Result(List<String> cards, List<String> devices, boolean fetched, String advice) {}

    @Override
    public Integer call() {
        GpuState state = GpuState.ofThisMachine();
        if (install && state.isFetchingUseful()) {
            CudaLibrary library = CudaLibrary.ofThisMachine();
            library.fetch(output.lastingProgress());
            output.note(
                    "libtorch for CUDA is in %s and is used from the next start on."
                            .formatted(library.folder()));
            return 0;
        }
        if (output.isJson()) {
            output.json(
                    new Result(state.cards(), state.devices(), state.isFetched(), state.advice()));
        } else {
            state.cards().forEach(card -> output.line("%s", card));
            output.line("%s", state.advice());
        }
        return 0;
    }
}
