package org.mambascope.ui.session;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the window remembers from one start to the next.
 *
 * @param appearance light, dark, or as the system
 * @param recentModels weight files, the latest first, at most {@value #RECENT}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Settings(Appearance appearance, List<String> recentModels) {
    private static final int RECENT = 8;

    /** What is remembered before anything was chosen. */
    public static final Settings INITIAL = new Settings(Appearance.SYSTEM, List.of());

    public Settings {
        appearance = appearance == null ? Appearance.SYSTEM : appearance;
        recentModels = recentModels == null ? List.of() : List.copyOf(recentModels);
    }

    Settings with(Appearance other) {
        return new Settings(other, recentModels);
    }

    Settings withRecent(String model) {
        List<String> models =
                Stream.concat(Stream.of(model), recentModels.stream())
                        .distinct()
                        .limit(RECENT)
                        .toList();
        return new Settings(appearance, models);
    }
}
