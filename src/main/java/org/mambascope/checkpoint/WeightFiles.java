package org.mambascope.checkpoint;

import org.mambascope.base.Problem;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Opens weight files. */
public final class WeightFiles {
    private static final int LONGEST_REASON = 400;

    private WeightFiles() {}

    /** Opens a file whatever it is of: see {@link #open(Path, Optional, Predicate)}. */
    public static WeightFile open(Path path) {
        return open(path, Optional.empty(), _ -> false);
    }

    /**
     * Opens a safetensors file or a zip file that {@code torch.save} wrote, told apart by their
     * content. Of all dictionaries of tensors in it, with any prefix taken off their names, the one
     * that fits is opened: of several the model itself, then moving averages, then others in the
     * file's order; of none, the first as it is. Takes little memory: the file is mapped.
     *
     * @param section name of one of those that fit, to take instead
     * @param fits whether a state dict is what the file is opened for
     * @throws Problem of one line if the file cannot be read, is not what it seems or does not
     *     offer the section
     */
    public static WeightFile open(Path path, Optional<String> section, Predicate<WeightFile> fits) {
        Arena arena = Arena.ofShared();
        boolean open = false;
        try {
            Contents contents = read(map(path, arena));
            Function<Selection, WeightFile> view =
                    selection -> new MappedWeightFile(path, arena, contents.metadata(), selection);
            Selection selection =
                    Selection.of(
                            contents,
                            section,
                            tensors -> fits.test(view.apply(Selection.only(tensors))));
            open = true;
            return view.apply(selection);
        } catch (Problem reason) {
            throw cannotRead(path, reason);
        } finally {
            if (!open) {
                arena.close();
            }
        }
    }

    /** The problem with the file's name before the reason, in one line of bearable length. */
    static Problem cannotRead(Path path, Problem reason) {
        String line = reason.getMessage().replaceAll("[\\p{C}\\u2028\\u2029]", "?");
        if (line.length() > LONGEST_REASON) {
            line = line.substring(0, LONGEST_REASON) + "…";
        }
        return new Problem("cannot read weights from '%s': %s".formatted(path, line), reason);
    }

    private static Contents read(MemorySegment file) {
        return switch (Format.of(file)) {
            case SAFETENSORS -> SafetensorsReader.read(file);
            case TORCH_ZIP -> TorchReader.read(file);
            case LEGACY_PICKLE ->
                    throw new Problem(
                            "it is in the format of PyTorch before 1.6; load it with a current"
                                    + " PyTorch and save it again with torch.save");
            case UNKNOWN ->
                    throw new Problem(
                            "it is neither a safetensors file nor a zip file written by"
                                    + " torch.save");
        };
    }

    private static MemorySegment map(Path path, Arena arena) {
        if (Files.isDirectory(path)) {
            throw new Problem("it is a folder");
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new Problem("it is not a regular file");
        }
        try (FileChannel channel = FileChannel.open(path)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        } catch (NoSuchFileException e) {
            throw new Problem("there is no such file", e);
        } catch (AccessDeniedException e) {
            throw new Problem("permission to read it is denied", e);
        } catch (IOException e) {
            throw new Problem(String.valueOf(e.getMessage()), e);
        }
    }
}
