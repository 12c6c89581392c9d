package org.mambascope;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Which Java the launcher takes, and how it starts it: seen by a Java that only says so. */
@DisabledOnOs(OS.WINDOWS)
class LauncherOptionsTest {
    @TempDir private Path home;

    @BeforeEach
    void install() throws IOException {
        Path launcher = Files.createDirectories(home.resolve("bin")).resolve("mambascope");
        Files.copy(Path.of("installers/launcher/mambascope"), launcher);
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        Files.createFile(Files.createDirectories(home.resolve("lib")).resolve("mambascope.jar"));
    }

    private void java(String version) throws IOException {
        Path java = Files.createDirectories(home.resolve("jdk/bin")).resolve("java");
        Files.writeString(
                java, "#!/bin/sh\necho \"$0 $* LC_ALL=${LC_ALL:-} LC_CTYPE=${LC_CTYPE:-}\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"" + version + "\"\n");
    }

    private String start(Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(home.resolve("bin/mambascope").toString(), "inspect", "a b");
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return output;
    }

    @ParameterizedTest
    @CsvSource({
        "21.0.2, false",
        "25, false",
        "25.0.2, false",
        "25.0.2.1, false",
        "25.0.3, true",
        "25.0.10, true",
        "25.1.0, true",
        "26, true",
        "27.0.1, true"
    })
    @DisplayName("Java before 25.0.3 is passed over")
    void takesJavaThatIsNewEnough(String version, boolean taken) throws Exception {
        java(version);
        assertThat(start(Map.of()).startsWith(home.resolve("jdk/bin/java").toString()))
                .isEqualTo(taken);
    }

    @Test
    @DisplayName("no home is needed, arguments arrive as they are, the heap has a limit")
    void startsWithoutAHome() throws Exception {
        java("25.0.3");
        assertThat(start(Map.of()))
                .contains("org.mambascope.Main inspect a b")
                .containsPattern("-Xmx\\d+m ")
                .contains("-Dmambascope.stderr.terminal=false");
    }

    @Test
    @DisplayName("the user's own limit of the heap is the last word")
    void leavesTheHeapToTheUser() throws Exception {
        java("25.0.3");
        assertThat(start(Map.of("MAMBASCOPE_JAVA_OPTIONS", "-Xmx9g")))
                .containsPattern("-Xmx\\d+m .*-Xmx9g");
        assertThat(start(Map.of("JAVA_TOOL_OPTIONS", "-Xmx9g"))).doesNotContain("-Xmx");
    }

    @Test
    @DisplayName("names that are not ASCII have a locale, and others keep theirs")
    void givesNamesALocale() throws Exception {
        java("25.0.3");
        assertThat(start(Map.of("LC_ALL", "C"))).contains("LC_ALL= LC_CTYPE=C.UTF-8");
        assertThat(start(Map.of())).contains("LC_ALL= LC_CTYPE=C.UTF-8");
        assertThat(start(Map.of("LC_ALL", "C.UTF-8"))).contains("LC_ALL=C.UTF-8 LC_CTYPE=\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "installers/launcher/mambascope",
                "installers/launcher/mambascope.bat",
                "installers/build",
                "pom.xml"
            })
    @DisplayName("however it is started, the heap grows late and is given back")
    void givesMemoryBack(Path start) throws IOException {
        assertThat(Files.readString(start))
                .contains(
                        "-XX:+UseG1GC -XX:G1PeriodicGCInterval=15000 -XX:MinHeapFreeRatio=10"
                                + " -XX:MaxHeapFreeRatio=30 -XX:GCTimeRatio=2 -XX:G1HeapRegionSize=4m"
                                + " -XX:+ExplicitGCInvokesConcurrent");
    }
}
