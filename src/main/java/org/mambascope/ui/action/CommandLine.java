package org.mambascope.ui.action;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes commands so that a shell reads them as they were meant. */
public final class CommandLine {
    private static final String PROGRAM = "mambascope";

    private CommandLine() {}

    /** The program with these arguments, quoted where need be. */
    public static String of(List<String> arguments) {
        return Stream.concat(Stream.of(PROGRAM), arguments.stream().map(CommandLine::quoted))
                .collect(Collectors.joining(" "));
    }

    private static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_./:=,+@%-]+")
                ? argument
                : "'" + argument.replace("'", "'\\''") + "'";
    }
}
