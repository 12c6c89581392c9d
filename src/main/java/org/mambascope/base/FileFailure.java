package org.mambascope.base;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Failures of files in words for the user.
 *
 * @param reason fault of the file
 * @param remedy advice to the user
 */
public record FileFailure(String reason, String remedy) {
    private static final FileFailure CIRCLE =
            new FileFailure("its links lead in a circle", "name the file itself");

    /** A file that cannot be written. */
    public static Problem writing(Path file, IOException failure) {
        return problem("write", file, failure);
    }

    /** A file that cannot be read. */
    public static Problem reading(Path file, IOException failure) {
        return problem("read", file, failure);
    }

    /** A file that cannot be deleted. */
    public static Problem deleting(Path file, IOException failure) {
        return problem("delete", file, failure);
    }

    private static Problem problem(String what, Path file, IOException failure) {
        FileFailure words = of(failure);
        return new Problem(
                "Cannot %s %s: %s; %s.".formatted(what, file, words.reason, words.remedy), failure);
    }

    /** Explains a failure. */
    public static FileFailure of(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _, FileNotFoundException _ ->
                    new FileFailure("it does not exist", "check the name");
            case FileAlreadyExistsException e ->
                    new FileFailure(
                            "there is a file %s where a folder is needed".formatted(e.getFile()),
                            "choose another name");
            case NotDirectoryException e ->
                    new FileFailure("%s is no folder".formatted(e.getFile()), "choose another one");
            case AccessDeniedException e ->
                    new FileFailure(
                            "permission is denied for %s".formatted(e.getFile()),
                            "choose another place, or change its permissions");
            case FileSystemLoopException _ -> CIRCLE;
            case CharacterCodingException _ ->
                    new FileFailure("it is not text in UTF-8", "save it as UTF-8");
            case EOFException _ -> new FileFailure("it ends too early", "get a whole copy of it");
            default -> ofSystem(failure);
        };
    }

    /** The system's own words, where they are known. */
    private static FileFailure ofSystem(IOException failure) {
        String said =
                Optional.ofNullable(
                                failure instanceof FileSystemException e
                                        ? e.getReason()
                                        : failure.getMessage())
                        .orElse(failure.getClass().getSimpleName());
        String words = said.toLowerCase(Locale.ROOT);
        if (words.contains("no space left") || words.contains("not enough space")) {
            return new FileFailure("the disk is full", "free some space, or choose another disk");
        }
        if (words.contains("quota exceeded")) {
            return new FileFailure(
                    "your share of the disk is used up", "free some space, or choose another disk");
        }
        if (words.contains("file too large")) {
            return new FileFailure(
                    "it gets larger than this disk or session allows", "choose another disk");
        }
        if (words.contains("name too long")) {
            return new FileFailure("its name is too long", "choose a shorter one");
        }
        if (words.contains("read-only file system")) {
            return new FileFailure("its disk is read-only", "choose another disk");
        }
        if (words.contains("not a directory")) {
            return new FileFailure(
                    "a part of its path is a file and no folder", "choose another place");
        }
        if (words.contains("is a directory")) {
            return new FileFailure("it is a folder", "name a file");
        }
        if (words.contains("too many open files")) {
            return new FileFailure(
                    "too many files are open", "allow more (ulimit -n 4096) and start again");
        }
        if (words.contains("broken pipe")) {
            return new FileFailure("nobody reads it any more", "start its reader again");
        }
        if (words.contains("too many") && words.contains("symbolic links")) {
            return CIRCLE;
        }
        return new FileFailure("the system says \"%s\"".formatted(said), "try another place");
    }
}
