package org.mambascope.checkpoint;

import org.mambascope.base.Problem;
import org.mambascope.checkpoint.bytes.OpenFiles;
import org.mambascope.checkpoint.bytes.Storage;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Opens weight files. */
public final class WeightFiles {
    private static final int LONGEST_REASON = 400;
    private static final String INTACT = "; get an intact copy of the file.";

    private WeightFiles() {}

    /** Opens a file whatever it is of: see {@link #open(Path, Optional, Predicate)}. */
    public static WeightFile open(Path path) {
        return open(path, Optional.empty(), _ -> false);
    }

    /**
     * Opens a safetensors file, a file that {@code torch.save} wrote or the index of several, told
     * apart by their content. Of all dictionaries of tensors in it, with any prefix taken off their
     * names, the one that fits is opened: of several the model itself, then moving averages, then
     * others in the file's order; of none, the first as it is. Takes little memory: tensors stay on
     * the disk until they are asked for.
     *
     * @param section name of one of those that fit, to take instead
     * @param fits whether a state dict is the wanted model
     * @throws Problem of one line if the file cannot be read, has another format than it claims, or
     *     does not offer the section
     */
    public static WeightFile open(Path path, Optional<String> section, Predicate<WeightFile> fits) {
        try {
            ShardIndex.refuseAlone(path);
            OpenFiles files = new OpenFiles();
            try {
                return open(path, files, section, fits);
            } catch (RuntimeException e) {
                files.close();
                throw e;
            }
        } catch (Problem reason) {
            throw cannotRead(path, reason);
        }
    }

    private static WeightFile open(
            Path path, OpenFiles files, Optional<String> section, Predicate<WeightFile> fits) {
        Storage file = files.open(path);
        Contents contents =
                Format.of(file) == Format.JSON ? ShardIndex.read(path, files) : Format.read(file);
        Function<Selection, WeightFile> view =
                selection -> new StoredWeightFile(path, files, contents.metadata(), selection);
        return view.apply(
                Selection.of(
                        contents,
                        section,
                        tensors -> fits.test(view.apply(Selection.only(tensors)))));
    }

    private static String end(Problem reason) {
        String said = reason.getMessage();
        if (said.endsWith(".") || said.endsWith("?")) {
            return "";
        }
        return said.contains("; ") ? "." : INTACT;
    }

    /**
     * The problem as a sentence: the file's name, then the reason, in one line of bearable length,
     * and what to do. A reason that says so itself does after a semicolon, or is a whole sentence;
     * the others are damage.
     */
    static Problem cannotRead(Path path, Problem reason) {
        String said = reason.getMessage();
        String place = path + ": ";
        String bare = said.startsWith(place) ? said.substring(place.length()) : said;
        String line = bare.replaceAll("[\\p{C}\\u2028\\u2029]", "?");
        if (line.length() > LONGEST_REASON) {
            line = line.substring(0, LONGEST_REASON) + "…";
        }
        return new Problem(
                "Cannot read weights from '%s': %s%s".formatted(path, line, end(reason)), reason);
    }
}
