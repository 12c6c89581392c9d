package org.mambascope.cli.command;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command as it was typed, for the record of what it made: without the folders of files, which
 * are another user's.
 *
 * @param output file that it writes, which need not be there yet
 */
record RecordedCommand(Path output) {
    private static final Pattern SCENES =
            Pattern.compile("(scenes:[a-z]+(:\\d+x\\d+)?(:\\d+)?)(:.*)?");

    /** The words of a command line. */
    String words(List<String> arguments) {
        return arguments.stream()
                .map(this::argument)
                .map(shown -> shown.contains(" ") ? '"' + shown + '"' : shown)
                .collect(Collectors.joining(" ", "mambascope ", ""));
    }

    private String argument(String argument) {
        int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
        return argument.substring(0, equals + 1) + value(argument.substring(equals + 1));
    }

    private String value(String value) {
        Matcher scenes = SCENES.matcher(value);
        if (scenes.matches()) {
            return scenes.group(1);
        }
        try {
            Path path = Path.of(value);
            boolean isFile = path.equals(output) || Files.exists(path);
            return isFile && path.getFileName() != null ? path.getFileName().toString() : value;
        } catch (InvalidPathException e) {
            return value;
        }
    }
}
