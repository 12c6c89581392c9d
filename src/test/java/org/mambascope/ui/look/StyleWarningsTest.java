package org.mambascope.ui.look;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

class StyleWarningsTest {
    @Test
    @DisplayName("JavaFX's complaints about its own stylesheet are dropped, others are not")
    void dropsWhatIsNotOurs() {
        StyleWarnings.install();

        assertThat(isSaid("jar:file:/x.jar!/com/sun/javafx/scene/control/skin/modena/modena.bss"))
                .isFalse();
        assertThat(isSaid("file:/classes/org/mambascope/ui/window.css")).isTrue();
    }

    private static boolean isSaid(String stylesheet) {
        return Logger.getLogger("javafx.css")
                .getFilter()
                .isLoggable(
                        new LogRecord(
                                Level.WARNING,
                                "Could not resolve '-fx-accent' while resolving lookups for"
                                        + " '-fx-text-fill' from rule '*.list-cell' in stylesheet "
                                        + stylesheet));
    }
}
