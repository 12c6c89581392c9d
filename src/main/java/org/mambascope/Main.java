package org.mambascope;

import org.mambascope.cli.Commands;

/** Chooses a face: the window, or the command line. */
public final class Main {
    private Main() {}

    /** Runs the program and ends the process with its exit code. */
    public static void main(String[] arguments) {
        String[] line = arguments.length == 0 ? new String[] {"open"} : arguments;
        System.exit(Commands.run((model, images) -> 0, line));
    }
}
