package org.mambascope.ui.text;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Words about models in the window's language: parts of a model's form and of what was assumed.
 * Parts that have no text stay English.
 */
public final class ModelWords {
    private static final String BLOCKS = "blocks ";
    private static final Map<String, String> KEYS =
            Map.ofEntries(
                    Map.entry("class token in the middle", "words.token.middle"),
                    Map.entry("class token first", "words.token.first"),
                    Map.entry("class tokens at both ends", "words.token.ends"),
                    Map.entry("no class token", "words.token.none"),
                    Map.entry("rotary position embedding", "words.rotary"),
                    Map.entry("MLP", "words.mlp"),
                    Map.entry("no MLP", "words.mlp.none"),
                    Map.entry("gate", "words.gate"),
                    Map.entry("no gate", "words.gate.none"),
                    Map.entry("tokens are not rotated", "words.rotary.none"),
                    Map.entry("residual rotated too", "words.rotary.residual"),
                    Map.entry("residual not rotated", "words.rotary.residual.none"),
                    Map.entry("mean over the tokens", "words.pool.mean"),
                    Map.entry("both directions averaged", "words.averaged"),
                    Map.entry(
                            "every block reads the tokens in the same order", "words.order.same"));

    private ModelWords() {}

    /** English words, parts of which are set off by commas, in the language that is spoken. */
    public static String of(String words) {
        return Arrays.stream(words.split(", "))
                .map(ModelWords::part)
                .collect(Collectors.joining(", "));
    }

    private static String part(String words) {
        if (words.startsWith(BLOCKS)) {
            return Texts.of("words.blocks", words.substring(BLOCKS.length()));
        }
        return KEYS.containsKey(words) ? Texts.of(KEYS.get(words)) : words;
    }
}
