package org.mambascope;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Map;

class DisplayTest {
    @Test
    void aDisplayWithGtkIsNoObstacle() {
        assertThat(Display.onLinux(Map.of("DISPLAY", ":0"), name -> true)).isEmpty();
        assertThat(Display.onLinux(Map.of("WAYLAND_DISPLAY", "wayland-0"), name -> true)).isEmpty();
    }

    @Test
    void withoutDisplayItSaysHowToGetOne() {
        assertThat(Display.onLinux(Map.of("DISPLAY", ""), name -> true))
                .hasValueSatisfying(text -> assertThat(text).contains("ssh -X"));
    }

    @Test
    void withoutGtkItSaysWhatToInstall() {
        assertThat(Display.onLinux(Map.of("DISPLAY", ":0"), name -> false))
                .hasValueSatisfying(text -> assertThat(text).contains("libgtk-3-0"));
    }
}
