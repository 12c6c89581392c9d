package org.mambascope.dataset.scene;

import org.mambascope.base.Problem;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Scenes by their name.
 *
 * @param part of the dataset
 * @param width of a scene in pixels
 * @param height of a scene in pixels
 * @param count of scenes
 * @param folder of the garments, where it is named
 */
record SceneSource(ScenePart part, int width, int height, int count, Optional<Path> folder) {
    static final String PREFIX = "scenes:";

    private static final Pattern NAME =
            Pattern.compile(
                    PREFIX
                            + "(?<part>[a-z]+)(:(?<width>\\d{1,4})x(?<height>\\d{1,4}))?"
                            + "(:(?<count>\\d{1,7}))?(:(?<folder>.+))?");

    private static final int SIDE = 128;

    /** As {@code scenes:val:128x96:300:FOLDER}; all but the part may be missing. */
    static SceneSource parse(String source) {
        Matcher name = NAME.matcher(source);
        ScenePart part =
                Arrays.stream(ScenePart.values())
                        .filter(each -> name.matches() && each.id().equals(name.group("part")))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new Problem(
                                                "“%s” names no scenes: expected scenes:train or scenes:val, then if wanted :WIDTHxHEIGHT, :COUNT and :FOLDER."
                                                        .formatted(source)));
        int width = number(name, "width").orElse(SIDE);
        int height = number(name, "height").orElse(SIDE);
        int count = number(name, "count").orElse(part.scenes());
        int least = SceneGenerator.LARGEST;
        if (Math.min(width, height) < least || count < 1) {
            throw new Problem(
                    "“%s”: expected at least one scene of at least %d × %d pixels, found %d of %d × %d."
                            .formatted(source, least, least, count, width, height));
        }
        return new SceneSource(
                part,
                width,
                height,
                count,
                Optional.ofNullable(name.group("folder")).map(Path::of));
    }

    private static Optional<Integer> number(Matcher name, String group) {
        return Optional.ofNullable(name.group(group)).map(Integer::valueOf);
    }
}
