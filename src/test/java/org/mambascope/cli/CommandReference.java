package org.mambascope.cli;

import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Markdown reference of all commands: purpose, synopsis, parameters and options of each, as picocli
 * knows them.
 *
 * @param root the command that all others belong to
 */
record CommandReference(CommandLine root) {
    private static final int WIDTH = 110;

    /** The whole page, in the order in which {@code --help} lists commands. */
    String markdown() {
        Stream<String> commands =
                root.getSubcommands().values().stream().distinct().map(CommandReference::section);
        return Stream.concat(Stream.of(head()), commands).collect(Collectors.joining("\n"));
    }

    private static String head() {
        return """
        # The command line

        Every command with its parameters and options. The page is generated from the program: `CommandReferenceTest` \
        keeps it current and says how to renew it.

        Results go to stdout, notes and progress to stderr. With `--json` stdout is nothing but JSON (`{"error": …}` of \
        what failed). Exit codes: 0 done, 1 failed, 2 wrong usage. Without a command the window opens.

        Every command also has `-h`, `--help` and `-V`, `--version`.
        """;
    }

    private static String section(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        String rows =
                Stream.concat(
                                spec.positionalParameters().stream()
                                        .map(value -> row(value.paramLabel(), value)),
                                spec.options().stream()
                                        .filter(option -> !isStandard(option))
                                        .sorted(Comparator.comparing(OptionSpec::longestName))
                                        .map(option -> row(names(option), option)))
                        .collect(Collectors.joining("\n"));
        return """
        ## `%s`

        %s

        %s
        | | |
        |---|---|
        %s
        """
                .formatted(
                        spec.qualifiedName(),
                        text(spec.usageMessage().description()) + otherNames(spec),
                        synopsis(spec),
                        rows);
    }

    private static String otherNames(CommandSpec spec) {
        return spec.aliases().length == 0
                ? ""
                : " Also `%s`.".formatted(String.join("`, `", spec.aliases()));
    }

    /** Those that every command has, which the head of the page explains. */
    private static boolean isStandard(OptionSpec option) {
        return option.hidden() || option.usageHelp() || option.versionHelp();
    }

    /** As {@code --help} prints it, with continuation lines, indented to be code. */
    private static String synopsis(CommandSpec spec) {
        spec.usageMessage().width(WIDTH);
        Help help = new Help(spec, Help.defaultColorScheme(Help.Ansi.OFF));
        return help.synopsis(0)
                .lines()
                .map(line -> "    " + line + "\n")
                .collect(Collectors.joining());
    }

    private static String names(OptionSpec option) {
        String names = String.join(", ", option.names());
        return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
    }

    private static String row(String name, ArgSpec argument) {
        return "| `%s` | %s%s |"
                .formatted(
                        cell(name),
                        cell(text(argument.description())),
                        argument.required() && argument.isOption() ? " Required." : "");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static String text(String[] lines) {
        return String.join(" ", lines).replace("%%", "%").replace("%n", " ");
    }
}
