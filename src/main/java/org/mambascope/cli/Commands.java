package org.mambascope.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.mambascope.base.Failure;
import org.mambascope.base.Printable;
import org.mambascope.base.ProgramProperties;
import org.mambascope.cli.command.AnalyzeCommand;
import org.mambascope.cli.command.BenchmarkCommand;
import org.mambascope.cli.command.CompareCommand;
import org.mambascope.cli.command.DevicesCommand;
import org.mambascope.cli.command.EvaluateCommand;
import org.mambascope.cli.command.ExportCommand;
import org.mambascope.cli.command.GpuCommand;
import org.mambascope.cli.command.InspectCommand;
import org.mambascope.cli.command.NewCommand;
import org.mambascope.cli.command.OpenCommand;
import org.mambascope.cli.command.PredictCommand;
import org.mambascope.cli.command.QuantizeCommand;
import org.mambascope.cli.command.ReportCommand;
import org.mambascope.cli.command.RunCommand;
import org.mambascope.cli.command.SearchCommand;
import org.mambascope.cli.command.SensitivityCommand;
import org.mambascope.cli.command.TrainCommand;
import org.mambascope.cli.command.WindowOpener;
import org.mambascope.cli.output.Output;
import org.mambascope.cli.output.Outputs;
import org.mambascope.cli.output.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The root of the command line. */
@Command(
        name = Commands.NAME,
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
    static final String NAME = "mambascope";

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    @Spec private CommandSpec spec;

    private Commands() {}

    /**
     * Runs a command line. Without arguments the window opens at once: to know all commands takes a
     * quarter of a second.
     *
     * @return the exit code
     */
    public static int run(WindowOpener window, String... arguments) {
        try {
            return arguments.length == 0
                    ? window.open(Optional.empty(), List.of())
                    : commandLine(window).execute(arguments);
        } catch (Throwable e) {
            return report(e, NAME, new PrintWriter(System.err, true));
        }
    }

    /** The parser, for tests that redirect its output. */
    public static CommandLine commandLine(WindowOpener window) {
        CommandLine line = new CommandLine(new Commands());
        line.addSubcommand(new OpenCommand(window));
        line.setExecutionStrategy(Execution::of);
        line.setParameterExceptionHandler(Commands::explain);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }

    private static int report(Throwable thrown, String work, PrintWriter err) {
        LOG.debug("{} failed", work, thrown);
        err.println(sentence(thrown, work));
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String sentence(Throwable thrown, String work) {
        return Printable.line(Failure.of(thrown, work).sentence());
    }

    /** A program that reads JSON is told of a failure in JSON too. */
    private static void tellJson(String sentence, List<String> words, CommandLine command) {
        if (words.contains(Output.JSON_OPTION)) {
            PrintWriter out = command.getOut();
            out.println(JsonNodeFactory.instance.objectNode().put("error", sentence));
            out.flush();
        }
    }

    /** Explains the mistake in the user's command, without the whole manual. */
    private static int explain(CommandLine.ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(Printable.line(wrong.getMessage()));
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
        err.printf("%s --help says more.%n", command.getCommandSpec().qualifiedName());
        err.flush();
        tellJson(Printable.line(wrong.getMessage()), List.of(arguments), command);
        return CommandLine.ExitCode.USAGE;
    }

    /**
     * Execution of a parsed command. Apart from {@link Commands}, which the window loads too: to
     * verify what is thrown here takes classes of picocli.
     */
    private static final class Execution {
        private static int of(CommandLine.ParseResult parsed) {
            CommandLine.ParseResult last = parsed;
            while (last.hasSubcommand()) {
                last = last.subcommand();
            }
            CommandSpec command = last.commandSpec();
            try {
                if (!last.isUsageHelpRequested()) {
                    ProgramProperties.check();
                    Outputs.check(command);
                }
                return new CommandLine.RunLast().execute(parsed);
            } catch (CommandLine.ParameterException e) {
                throw e;
            } catch (Throwable e) {
                // Errors too: the user is not to see where in the program the memory ran out.
                Throwable thrown = e instanceof CommandLine.ExecutionException ? e.getCause() : e;
                int code = report(thrown, command.name(), command.commandLine().getErr());
                tellJson(
                        sentence(thrown, command.name()),
                        parsed.originalArgs(),
                        command.commandLine());
                return code;
            }
        }
    }
}
