package org.mambascope.base.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Temporary files and folders, by names that tell of which process they are. They go when the
 * process ends, by a signal too; what a killed one left goes when the next one writes there.
 */
final class Leftovers {
    private static final Pattern FILE = Pattern.compile("\\.mambascope-(\\d+)-[0-9a-f]+\\.part");
    private static final Pattern FOLDER = Pattern.compile("mambascope-(\\d+)-[0-9a-f]+\\.tmp");
    private static final AtomicLong NUMBER = new AtomicLong();

    /** Files of this process that are not yet removed. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private static final Set<Path> CLEANED = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> OWN.forEach(Leftovers::remove)));
    }

    private Leftovers() {}

    /** A name for a file in a folder, short wherever it is; nothing is created. */
    static Path part(Path folder) {
        return own(folder.resolve("." + name() + ".part"));
    }

    /** Creates an empty folder in one for temporary files. */
    static Path folder(Path in) throws IOException {
        removeFrom(in, FOLDER, (path, process) -> isDead(process));
        return own(Files.createDirectory(in.resolve(name() + ".tmp")));
    }

    private static String name() {
        return "mambascope-%d-%x"
                .formatted(
                        ProcessHandle.current().pid(),
                        System.nanoTime() + NUMBER.incrementAndGet());
    }

    private static Path own(Path path) {
        OWN.add(path);
        return path;
    }

    /** Removes a file, or a folder with all that is in it, as far as that is possible. */
    static void remove(Path path) {
        if (Files.isDirectory(path)) {
            try (Stream<Path> inside = Files.list(path)) {
                inside.forEach(Leftovers::remove);
            } catch (IOException e) {
                return;
            }
        }
        try {
            Files.deleteIfExists(path);
            OWN.remove(path);
        } catch (IOException e) {
            // The next process that writes there tries again.
            return;
        }
    }

    /** Removes files that dead processes left in a folder; each is looked into once. */
    static void removeFrom(Path folder) {
        if (CLEANED.add(folder)) {
            removeFrom(folder, FILE, Leftovers::isAbandoned);
        }
    }

    private static void removeFrom(
            Path folder, Pattern kind, BiPredicate<Path, String> isAbandoned) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*mambascope-*")) {
            for (Path path : found) {
                Matcher name = kind.matcher(path.getFileName().toString());
                if (name.matches()
                        && !OWN.contains(path)
                        && isAbandoned.test(path, name.group(1))) {
                    remove(path);
                }
            }
        } catch (IOException e) {
            // A folder that cannot be read cannot be written to either, which is reported then.
            return;
        }
    }

    /**
     * Returns true if no process writes it any more: a living one, of any machine, holds its lock.
     */
    private static boolean isAbandoned(Path part, String process) {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (IOException e) {
            return isDead(process);
        }
    }

    private static boolean isDead(String process) {
        try {
            return ProcessHandle.of(Long.parseLong(process)).isEmpty();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Shows other processes that a file is being written. */
    static void lock(FileChannel channel) {
        try {
            channel.tryLock();
        } catch (IOException e) {
            // A file system without locks: the number of the process has to do.
            return;
        }
    }
}
