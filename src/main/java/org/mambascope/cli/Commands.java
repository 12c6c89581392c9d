package org.mambascope.cli;

import org.mambascope.base.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;

/** The root of the command line. */
@Command(
        name = "mambascope",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Shows what happens inside a Visual Mamba when it is quantised.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            InspectCommand.class,
            PredictCommand.class,
            EvaluateCommand.class,
            QuantizeCommand.class,
            CompareCommand.class,
            SensitivityCommand.class,
            SearchCommand.class,
            ReportCommand.class,
            ExportCommand.class,
            AnalyzeCommand.class,
            BenchmarkCommand.class,
            RunCommand.class,
            NewCommand.class,
            TrainCommand.class,
            DevicesCommand.class,
            GpuCommand.class
        },
        footer = {
            "",
            "Without a command the window opens. mambascope COMMAND --help says more of each."
        })
public final class Commands implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    /** Opens the window, or does what is possible without one. */
    @FunctionalInterface
    public interface Window {
        /** Opens it with a model and images; returns the exit code. */
        int open(Optional<Path> model, List<Path> images);
    }

    @Spec private CommandSpec spec;

    private Commands() {}

    /**
     * Runs a command line. Without arguments the window opens at once: to know all commands takes a
     * quarter of a second.
     *
     * @return the exit code
     */
    public static int run(Window window, String... arguments) {
        return arguments.length == 0 ? open(window) : commandLine(window).execute(arguments);
    }

    private static int open(Window window) {
        try {
            return window.open(Optional.empty(), List.of());
        } catch (RuntimeException e) {
            return report(e, new PrintWriter(System.err, true));
        }
    }

    /** The parser, for tests that redirect its output. */
    static CommandLine commandLine(Window window) {
        CommandLine line = new CommandLine(new Commands());
        line.addSubcommand(new OpenCommand(window));
        line.setExecutionExceptionHandler(
                (failure, command, parsed) -> report(failure, command.getErr()));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }

    private static int report(Exception failure, PrintWriter err) {
        switch (failure) {
            case Problem problem -> err.println(problem.getMessage());
            case CancellationException cancelled -> err.println("Cancelled.");
            default -> {
                LOG.debug("unexpected failure", failure);
                err.println(
                        "Something went wrong that should not: %s. Set MAMBASCOPE_LOG=DEBUG for details."
                                .formatted(failure));
            }
        }
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }
}
