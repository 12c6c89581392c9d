package org.mambascope.ui.preferences;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the window remembers from one start to the next.
 *
 * @param appearance light, dark, or as the system
 * @param zoom of all texts, {@value #SMALLEST} … {@value #LARGEST}
 * @param language of all texts
 * @param sidebarHidden whether the left panel is closed
 * @param inspectorHidden whether the right panel is closed
 * @param gpuDeclined whether the user does not want to be asked about an idle GPU
 * @param recentModels weight files, the latest first, at most {@value #RECENT}
 * @param recentSessions session files, likewise
 * @param place of the window; null before it was ever closed
 * @param folders that were chosen last, by what was chosen there
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Settings(
        Appearance appearance,
        double zoom,
        Language language,
        boolean sidebarHidden,
        boolean inspectorHidden,
        boolean gpuDeclined,
        List<String> recentModels,
        List<String> recentSessions,
        Place place,
        Map<String, String> folders) {
    /**
     * Where the window is.
     *
     * @param x from the left of the screen, in pixels
     * @param y from its top
     * @param width of the window
     * @param height of the window
     * @param maximised whether it fills the screen; then the rest is where it returns to
     */
    public record Place(double x, double y, double width, double height, boolean maximised) {}

    /** The smallest texts. */
    public static final double SMALLEST = 0.75;

    /** The largest texts. */
    public static final double LARGEST = 1.5;

    private static final int RECENT = 8;

    /** What is remembered before anything was chosen. */
    public static final Settings INITIAL =
            new Settings(
                    Appearance.SYSTEM,
                    1,
                    Language.SYSTEM,
                    false,
                    false,
                    false,
                    List.of(),
                    List.of(),
                    null,
                    Map.of());

    public Settings {
        appearance = appearance == null ? Appearance.SYSTEM : appearance;
        zoom = zoom == 0 ? 1 : Math.clamp(zoom, SMALLEST, LARGEST);
        language = language == null ? Language.SYSTEM : language;
        recentModels = recentModels == null ? List.of() : List.copyOf(recentModels);
        recentSessions = recentSessions == null ? List.of() : List.copyOf(recentSessions);
        folders = folders == null ? Map.of() : Map.copyOf(folders);
    }

    Settings with(Place other) {
        return new Settings(
                appearance,
                zoom,
                language,
                sidebarHidden,
                inspectorHidden,
                gpuDeclined,
                recentModels,
                recentSessions,
                other,
                folders);
    }

    Settings withFolder(String kind, String folder) {
        Map<String, String> others = new HashMap<>(folders);
        others.put(kind, folder);
        return new Settings(
                appearance,
                zoom,
                language,
                sidebarHidden,
                inspectorHidden,
                gpuDeclined,
                recentModels,
                recentSessions,
                place,
                others);
    }

    Settings with(Appearance other) {
        return new Settings(
                other,
                zoom,
                language,
                sidebarHidden,
                inspectorHidden,
                gpuDeclined,
                recentModels,
                recentSessions,
                place,
                folders);
    }

    Settings withZoom(double other) {
        return new Settings(
                appearance,
                other,
                language,
                sidebarHidden,
                inspectorHidden,
                gpuDeclined,
                recentModels,
                recentSessions,
                place,
                folders);
    }

    Settings with(Language other) {
        return new Settings(
                appearance,
                zoom,
                other,
                sidebarHidden,
                inspectorHidden,
                gpuDeclined,
                recentModels,
                recentSessions,
                place,
                folders);
    }

    Settings withPanelsHidden(boolean left, boolean right) {
        return new Settings(
                appearance,
                zoom,
                language,
                left,
                right,
                gpuDeclined,
                recentModels,
                recentSessions,
                place,
                folders);
    }

    Settings withGpuDeclined() {
        return with(true, recentModels, recentSessions);
    }

    Settings withRecentModel(String file) {
        return with(gpuDeclined, latest(file, recentModels), recentSessions);
    }

    Settings withRecentSession(String file) {
        return with(gpuDeclined, recentModels, latest(file, recentSessions));
    }

    private Settings with(boolean declined, List<String> models, List<String> sessions) {
        return new Settings(
                appearance,
                zoom,
                language,
                sidebarHidden,
                inspectorHidden,
                declined,
                models,
                sessions,
                place,
                folders);
    }

    private static List<String> latest(String file, List<String> before) {
        return Stream.concat(Stream.of(file), before.stream()).distinct().limit(RECENT).toList();
    }
}
