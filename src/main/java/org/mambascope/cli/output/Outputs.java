package org.mambascope.cli.output;

import org.mambascope.base.Problem;
import org.mambascope.base.file.AtomicFile;
import org.mambascope.model.architecture.ModelDescription;
import org.mambascope.report.table.TableFormat;

import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Files that a command line writes: tested before the command begins, and required to be none of
 * the files that it reads. All options that name files to write have one of these names.
 */
public final class Outputs {
    /** Label of options whose output is a folder. */
    public static final String FOLDER = "FOLDER";

    private static final String TABLE = "--table";
    private static final Set<String> NAMES =
            Set.of("--out", "--output", "--results", "--draw", TABLE);

    private Outputs() {}

    /**
     * Tries what a command is going to write.
     *
     * @throws Problem if something has no name, cannot be written, or is an input
     */
    public static void check(CommandSpec command) {
        command.args().forEach(Outputs::requireNames);
        List<Path> inputs =
                command.args().stream()
                        .filter(argument -> !isOutput(argument))
                        .flatMap(Outputs::paths)
                        .flatMap(Outputs::withDescription)
                        .toList();
        command.args().stream()
                .filter(Outputs::isOutput)
                .forEach(
                        argument -> paths(argument).forEach(path -> check(argument, path, inputs)));
    }

    /** An empty path is that of the current folder, which is never meant by it. */
    private static void requireNames(ArgSpec argument) {
        if (paths(argument).anyMatch(path -> path.toString().isEmpty())) {
            throw new Problem(
                    "%s: expected the name of a file or folder, found an empty text: name it, or . for the current folder."
                            .formatted(
                                    argument instanceof OptionSpec option
                                            ? option.longestName()
                                            : argument.paramLabel()));
        }
    }

    private static boolean isOutput(ArgSpec argument) {
        return argument instanceof OptionSpec option && NAMES.contains(option.longestName());
    }

    private static Stream<Path> paths(ArgSpec argument) {
        Object value = argument.getValue();
        return switch (value) {
            case Path path -> Stream.of(path);
            case Optional<?> some ->
                    some.filter(Path.class::isInstance).map(Path.class::cast).stream();
            case Collection<?> several ->
                    several.stream().filter(Path.class::isInstance).map(Path.class::cast);
            case null, default -> Stream.empty();
        };
    }

    /** The JSON next to a model's weights is read with them. */
    private static Stream<Path> withDescription(Path input) {
        return Files.isRegularFile(input)
                ? Stream.of(input, ModelDescription.fileBeside(input))
                : Stream.of(input);
    }

    /** A folder of images is never read from weights, which may well lie in it. */
    private static boolean isWeights(Path path) {
        return path.toString().endsWith(".safetensors");
    }

    private static boolean isFile(Path path) {
        return !Files.isDirectory(path);
    }

    private static void check(ArgSpec argument, Path path, List<Path> inputs) {
        if (argument.paramLabel().equals(FOLDER)) {
            AtomicFile.checkFolder(path);
        } else {
            if (argument instanceof OptionSpec option && option.longestName().equals(TABLE)) {
                TableFormat.of(path);
            }
            AtomicFile.check(
                    path,
                    inputs.stream().filter(input -> !isWeights(path) || isFile(input)).toList());
        }
    }

    /**
     * Refuses a file that is there already, where what it holds may have taken hours.
     *
     * @throws Problem with the option that replaces it
     */
    public static void requireNew(Path path) {
        if (Files.exists(path)) {
            throw new Problem(
                    "%s is there already: choose another name, or say --force to replace it."
                            .formatted(path));
        }
    }
}
