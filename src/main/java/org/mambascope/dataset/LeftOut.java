package org.mambascope.dataset;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Why something in a folder is no image of a dataset. */
public enum LeftOut {
    NOT_IMAGE("not_images", "%d other files"),
    HIDDEN("hidden", "%d hidden files or folders"),
    EMPTY("empty", "%d empty files"),
    SPECIAL("special", "%d pipes, devices or sockets"),
    UNREADABLE("unreadable", "%d files or folders that cannot be read"),
    LOOP("loops", "%d links that lead back or nowhere"),
    OUTSIDE("outside", "%d images outside the class folders"),
    OTHER_SPLIT("other_splits", "%d images of other splits");

    private final String id;
    private final String words;

    LeftOut(String id, String words) {
        this.id = id;
        this.words = words;
    }

    /** The name in JSON. */
    public String id() {
        return id;
    }

    /** Both counts together. */
    static Map<LeftOut, Integer> sum(List<Map<LeftOut, Integer>> counts) {
        Map<LeftOut, Integer> sum = new EnumMap<>(LeftOut.class);
        counts.forEach(each -> each.forEach((kind, count) -> sum.merge(kind, count, Integer::sum)));
        return sum;
    }

    /** As {@code 2 hidden files or folders, 1 empty files}. */
    static String words(Map<LeftOut, Integer> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey().words.formatted(entry.getValue()))
                .collect(Collectors.joining(", "));
    }
}
