package org.mambascope.base;

import com.fasterxml.jackson.core.JsonProcessingException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Any exception or error in words for the user; the only place that turns them into a sentence.
 * User interfaces show it and keep the trace for the log.
 *
 * @param kind of the failure
 * @param sentence fault, place, and remedy
 */
public record Failure(Kind kind, String sentence) {
    /** Kinds of failures. */
    public enum Kind {
        /** The user wanted it so. */
        CANCELLED,
        /** The user can do something about it. */
        PROBLEM,
        /** A fault of the program. */
        FAULT
    }

    private static final long MEGABYTE = 1 << 20;
    private static final String MORE_HEAP =
            "start it with MAMBASCOPE_JAVA_OPTIONS=-Xmx%s (or JAVA_TOOL_OPTIONS=-Xmx%s), or take"
                    + " fewer images, smaller batches or a smaller model";

    /** As libtorch's allocators say it. */
    private static final Pattern WANTED =
            Pattern.compile("[Tt]ried to allocate ([0-9.]+ ?[A-Za-z]+)");

    /**
     * The failure of some work.
     *
     * @param thrown exception or error
     * @param work in progress, as a command's name or a job's title
     */
    public static Failure of(Throwable thrown, String work) {
        return switch (unwrapped(thrown)) {
            case Problem problem -> problem(problem.getMessage());
            case CancellationException cancelled ->
                    new Failure(
                            Kind.CANCELLED,
                            Optional.ofNullable(cancelled.getMessage()).orElse("Cancelled."));
            case OutOfMemoryError error -> problem(heap(error, work));
            case StackOverflowError _ ->
                    problem(
                            "%s met something that is nested too deeply (a file with brackets within brackets, for example): mend or leave out that file."
                                    .formatted(work));
            case InternalError error when isMappedMemory(error) ->
                    problem(
                            "%s read a file that was cut short or replaced meanwhile, or whose disk fails: start again once the file is whole."
                                    .formatted(work));
            case JsonProcessingException json ->
                    problem(
                            "%s found broken JSON (%s): mend the file."
                                    .formatted(work, json.getOriginalMessage()));
            case FileSystemException file when file.getFile() != null ->
                    problem(
                            "%s cannot use the file %s: %s; %s."
                                    .formatted(
                                            work,
                                            Path.of(file.getFile()),
                                            FileFailure.of(file).reason(),
                                            FileFailure.of(file).remedy()));
            case IOException io ->
                    problem(
                            "%s cannot go on with a file: %s; %s."
                                    .formatted(
                                            work,
                                            FileFailure.of(io).reason(),
                                            FileFailure.of(io).remedy()));
            case InvalidPathException path ->
                    problem(
                            "Expected the name of a file, found \"%s\" (%s): choose another name."
                                    .formatted(path.getInput(), path.getReason()));
            case LinkageError error ->
                    problem(
                            "%s needs a part of the program or of the system that is missing or does not fit (%s): install MambaScope again, for this system."
                                    .formatted(work, firstLine(error)));
            case Throwable other when isLibraryMemory(other) -> problem(libraryMemory(other, work));
            case Throwable fault ->
                    new Failure(
                            Kind.FAULT,
                            "Something went wrong that should not, in %s: %s. Set MAMBASCOPE_LOG=DEBUG, do the same again, and send what it prints, with the command and if possible its files, to MambaScope's authors."
                                    .formatted(work, name(fault)));
        };
    }

    private static Failure problem(String sentence) {
        return new Failure(Kind.PROBLEM, sentence);
    }

    /** Unwraps exceptions that only carry others. */
    private static Throwable unwrapped(Throwable thrown) {
        Throwable inner = thrown;
        while (inner.getCause() != null
                && (inner instanceof UncheckedIOException
                        || inner instanceof ExecutionException
                        || inner instanceof CompletionException
                        || inner instanceof InvocationTargetException
                        || inner instanceof ExceptionInInitializerError)) {
            inner = inner.getCause();
        }
        return inner;
    }

    private static String heap(OutOfMemoryError error, String work) {
        String said = String.valueOf(error.getMessage());
        if (said.contains("thread")) {
            return "%s could start no more threads: end other programs, or allow more (ulimit -u)."
                    .formatted(work);
        }
        if (said.contains("Map failed")) {
            return "%s found no room to map a file into memory: end other programs, or allow more (ulimit -v)."
                    .formatted(work);
        }
        long now = Runtime.getRuntime().maxMemory() / MEGABYTE;
        String more = 2 * now + "m";
        return "%s needs more memory than the %,d MB that Java may use: %s."
                .formatted(work, now, MORE_HEAP.formatted(more, more));
    }

    private static boolean isMappedMemory(InternalError error) {
        return String.valueOf(error.getMessage()).contains("unsafe memory access");
    }

    private static boolean isLibraryMemory(Throwable thrown) {
        String said = String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT);
        return said.contains("out of memory") || said.contains("can't allocate memory");
    }

    private static String libraryMemory(Throwable thrown, String work) {
        String said = thrown.getMessage();
        Matcher wanted = WANTED.matcher(said);
        String amount = wanted.find() ? " (%s more)".formatted(wanted.group(1)) : "";
        return said.contains("CUDA")
                ? "%s needs more memory than the GPU has left%s: take smaller batches, end other programs that use it, or compute with --device cpu."
                        .formatted(work, amount)
                : "%s needs more memory than the machine has left%s: end other programs, or take fewer images, smaller batches or a smaller model."
                        .formatted(work, amount);
    }

    private static String name(Throwable fault) {
        String said = firstLine(fault);
        return said.isEmpty()
                ? fault.getClass().getSimpleName()
                : fault.getClass().getSimpleName() + ", " + said;
    }

    private static String firstLine(Throwable thrown) {
        return Optional.ofNullable(thrown.getMessage())
                .flatMap(message -> message.lines().map(String::strip).findFirst())
                .orElse("");
    }
}
