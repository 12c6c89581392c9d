package org.mambascope;

import java.util.Optional;

/** The Java that the program runs on. */
final class JavaVersion {
    private static final Runtime.Version OLDEST = Runtime.Version.parse("25.0.3");

    /** Set by the launcher where a person sees stderr on a terminal that knows escape sequences. */
    private static final String TERMINAL = "mambascope.stderr.terminal";

    private static final String VECTORS = "jdk.incubator.vector";

    /** To the line above, and clear it. */
    private static final String LINE_BACK = "\033[1A\033[2K\r";

    private JavaVersion() {}

    /** Why a Java is too old and what to do; empty if it is not. */
    static Optional<String> obstacle(Runtime.Version version) {
        // Before, the garbage collector may move arrays that native code reads (JDK-8377811).
        return version.compareToIgnoreOptional(OLDEST) < 0
                ? Optional.of(
                        "MambaScope needs a JDK 25.0.3 or newer, and was started with Java %s: install one (Temurin, for example), or set JAVA_HOME to one."
                                .formatted(version))
                : Optional.empty();
    }

    /** Takes back the line in which Java warns of its module of vectors, just printed. */
    static void takeBackWarning() {
        if (Boolean.getBoolean(TERMINAL) && ModuleLayer.boot().findModule(VECTORS).isPresent()) {
            System.err.print(LINE_BACK);
        }
    }
}
