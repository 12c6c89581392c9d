package org.mambascope.model.preset;

import org.mambascope.base.Problem;
import org.mambascope.model.ClassToken;
import org.mambascope.model.ModelConfiguration;
import org.mambascope.model.localvim.LocalVimConfiguration;
import org.mambascope.model.localvim.PublishedDirections;
import org.mambascope.model.plain.PlainConfiguration;
import org.mambascope.model.vim.VimConfiguration;

import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Published models for ImageNet, 224 × 224 pixels and 1000 classes. */
public enum Preset {
    /** Vim-Ti with a class token in the middle. */
    VIM_TINY("vim-tiny", () -> vim(192)),
    /** Vim-S. */
    VIM_SMALL("vim-small", () -> vim(384)),
    /** Vim-B. */
    VIM_BASE("vim-base", () -> vim(768)),
    /** LocalVim-T with rotary positions. */
    LOCALVIM_TINY("localvim-tiny", () -> localVim(192, PublishedDirections.TINY)),
    /** LocalVim-S with rotary positions. */
    LOCALVIM_SMALL("localvim-small", () -> localVim(384, PublishedDirections.SMALL));

    private static final int PIXELS = 224;
    private static final int PATCH = 16;
    private static final int CLASSES = 1000;

    private final String words;
    private final Supplier<ModelConfiguration> configuration;

    Preset(String words, Supplier<ModelConfiguration> configuration) {
        this.words = words;
        this.configuration = configuration;
    }

    /**
     * The preset of this name.
     *
     * @throws Problem if there is none, with those that there are
     */
    public static Preset named(String name) {
        return Stream.of(values())
                .filter(preset -> preset.words.equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new Problem(
                                        "Expected one of the presets %s, found %s."
                                                .formatted(names(), name)));
    }

    /** All names, after commas. */
    public static String names() {
        return Stream.of(values()).map(preset -> preset.words).collect(Collectors.joining(", "));
    }

    /** Its name for the user, as {@code vim-tiny}. */
    public String words() {
        return words;
    }

    /** What it is built from. */
    public ModelConfiguration configuration() {
        return configuration.get();
    }

    private static ModelConfiguration vim(int width) {
        return VimConfiguration.published(
                PlainConfiguration.of(PIXELS, PATCH, CLASSES, width, 24, ClassToken.MIDDLE, false));
    }

    private static ModelConfiguration localVim(int width, PublishedDirections directions) {
        PlainConfiguration plain =
                PlainConfiguration.of(PIXELS, PATCH, CLASSES, width, 20, ClassToken.NONE, true);
        return LocalVimConfiguration.published(plain, directions.directions());
    }
}
