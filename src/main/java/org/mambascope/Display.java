package org.mambascope;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tests if this machine can show a window, before JavaFX is started. */
final class Display {
    private static final String GTK = "libgtk-3.so.0";

    private Display() {}

    /** Why no window can be shown and what to do; empty if one can. */
    static Optional<String> obstacle() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return system.contains("linux")
                ? onLinux(System.getenv(), Display::canLoad)
                : Optional.empty();
    }

    /** Asks whether a system library is there. */
    @FunctionalInterface
    interface Libraries {
        boolean canLoad(String name);
    }

    static Optional<String> onLinux(Map<String, String> environment, Libraries libraries) {
        boolean display =
                !environment.getOrDefault("DISPLAY", "").isEmpty()
                        || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
        if (!display) {
            return Optional.of(
                    "there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set): start it in a desktop session, or through ssh -X.");
        }
        if (!libraries.canLoad(GTK)) {
            return Optional.of(
                    "GTK 3 is missing: install it (apt-get install libgtk-3-0, dnf install gtk3) and start again.");
        }
        return Optional.empty();
    }

    private static boolean canLoad(String name) {
        try (Arena arena = Arena.ofConfined()) {
            SymbolLookup.libraryLookup(name, arena);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
