package org.mambascope.model.argument;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One of several ways to read the same weights.
 *
 * @param words for the user, as {@code images of 224 × 224 pixels with patches every 8 pixels}
 * @param arguments of the original constructor that decide for it
 */
public record Reading(String words, Map<String, String> arguments) {
    public Reading {
        arguments = Map.copyOf(arguments);
    }

    /** The options that decide for it, as {@code --set img_size=224 --set stride=8}. */
    public String options() {
        return new TreeMap<>(arguments)
                .entrySet().stream()
                        .map(each -> "--set " + each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining(" "));
    }
}
