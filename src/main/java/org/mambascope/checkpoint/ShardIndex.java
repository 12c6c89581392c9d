package org.mambascope.checkpoint;

import org.mambascope.base.Problem;
import org.mambascope.base.json.JsonFields;
import org.mambascope.checkpoint.bytes.OpenFiles;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The index of a model in several files ({@code model.safetensors.index.json}): the name of a file
 * in the same folder for each tensor, as the Hugging Face hub has them.
 */
final class ShardIndex {
    private static final String MAP = "weight_map";
    private static final int MOST_SHARDS = 1000;
    private static final Pattern SHARD = Pattern.compile("(.+)-(\\d{5})-of-(\\d{5})\\.(\\w+)");

    private final Path path;
    private final Map<String, String> shardOf = new LinkedHashMap<>();

    private ShardIndex(Path path) {
        this.path = path;
        JsonFields fields = JsonFields.read(path);
        if (!fields.has(MAP)) {
            throw new Problem(
                    "it is JSON without a 'weight_map', so no index of weights; open the weights"
                            + " themselves");
        }
        JsonFields map = fields.only("metadata", MAP).requiredObject(MAP);
        map.names().forEach(name -> shardOf.put(name, plainName(map.requiredText(name))));
        if (shards().size() > MOST_SHARDS) {
            throw new Problem(
                    "its index names %d files, and %d is the most"
                            .formatted(shards().size(), MOST_SHARDS));
        }
    }

    /**
     * Reads an index and all the files that it names.
     *
     * @throws Problem that names the file if one is missing, lies elsewhere or lacks a tensor
     */
    static Contents read(Path path, OpenFiles files) {
        return new ShardIndex(path).read(files);
    }

    /**
     * Refuses one file of several: half a model would look like another model.
     *
     * @throws Problem that names the index to open instead
     */
    static void refuseAlone(Path path) {
        Matcher name = SHARD.matcher(path.getFileName().toString());
        if (name.matches() && !name.group(3).equals("00001")) {
            String index = "%s.%s.index.json".formatted(name.group(1), name.group(4));
            String where =
                    Files.exists(path.resolveSibling(index))
                            ? "open '%s' instead"
                            : "open its index '%s' instead, which is not beside it";
            throw new Problem(
                    "it is number %d of %d files of one model; %s"
                            .formatted(
                                    Integer.valueOf(name.group(2)),
                                    Integer.valueOf(name.group(3)),
                                    where.formatted(index)));
        }
    }

    private Set<String> shards() {
        return new LinkedHashSet<>(shardOf.values());
    }

    private Contents read(OpenFiles files) {
        Map<String, Map<String, StridedTensor>> byShard = new LinkedHashMap<>();
        shards().forEach(shard -> byShard.put(shard, tensorsOf(shard, files)));
        Map<String, StridedTensor> tensors = new LinkedHashMap<>();
        byShard.values().forEach(tensors::putAll);
        shardOf.forEach(
                (name, shard) -> {
                    StridedTensor tensor = byShard.get(shard).get(name);
                    if (tensor == null) {
                        throw new Problem(
                                "tensor '%s' is not in '%s', where the index has it"
                                        .formatted(name, shard));
                    }
                    tensors.put(name, tensor);
                });
        return new Contents(List.of(new StateDict("", tensors)), Map.of(), Optional.empty());
    }

    private Map<String, StridedTensor> tensorsOf(String shard, OpenFiles files) {
        try {
            List<StateDict> dicts = Format.read(files.open(path.resolveSibling(shard))).dicts();
            return dicts.isEmpty() ? Map.of() : dicts.getFirst().tensors();
        } catch (Problem reason) {
            throw new Problem("its part '%s': %s".formatted(shard, reason.getMessage()), reason);
        }
    }

    /** Names may not leave the folder of the index. */
    private static String plainName(String name) {
        boolean plain =
                !name.isEmpty()
                        && !name.equals(".")
                        && !name.equals("..")
                        && name.chars().noneMatch(c -> c == '/' || c == '\\' || c == 0);
        if (!plain) {
            throw new Problem(
                    "its index names '%s', and only files in the same folder can be opened"
                            .formatted(name));
        }
        return name;
    }
}
