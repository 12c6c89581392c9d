package org.mambascope.base;

import java.util.List;
import java.util.Optional;

/**
 * Settings that are passed to Java as {@code -Dmambascope.NAME=VALUE}. A value that is not
 * understood is refused, and never passed over for the usual one.
 */
public final class ProgramProperties {
    private static final String PREFIX = "mambascope.";
    private static final String THREADS = PREFIX + "threads";
    private static final String MACHINE_CODE = PREFIX + "machine-code";

    /** More than any machine has processors. */
    private static final int MOST_THREADS = 4096;

    /** The last three are the launcher's own. */
    private static final KnownNames KNOWN =
            KnownNames.of(
                    "property of MambaScope",
                    List.of(
                            THREADS,
                            MACHINE_CODE,
                            PREFIX + "home",
                            PREFIX + "rehearsal",
                            PREFIX + "stderr.terminal"));

    private ProgramProperties() {}

    /**
     * Reads all of them, before anything that they set is started.
     *
     * @throws Problem for an unknown name, or a value that is not understood
     */
    public static void check() {
        KNOWN.require(
                System.getProperties().stringPropertyNames().stream()
                        .filter(name -> name.startsWith(PREFIX))
                        .sorted()
                        .toList(),
                "Options of Java");
        threads();
        usesMachineCode();
    }

    /**
     * Threads that share the work, one per processor if not given.
     *
     * @throws Problem if the value is no whole number from 1 to 4096
     */
    public static int threads() {
        Optional<String> value = value(THREADS);
        if (value.isEmpty()) {
            return Runtime.getRuntime().availableProcessors();
        }
        String text = value.get();
        if (!text.matches("\\d{1,4}")
                || Integer.parseInt(text) < 1
                || Integer.parseInt(text) > MOST_THREADS) {
            throw wrong(THREADS, "a whole number from 1 to " + MOST_THREADS, text);
        }
        return Integer.parseInt(text);
    }

    /**
     * Returns true if products may be computed by code that the program assembles.
     *
     * @throws Problem if the value is neither {@code true} nor {@code false}
     */
    public static boolean usesMachineCode() {
        return switch (value(MACHINE_CODE).orElse("true")) {
            case "true" -> true;
            case "false" -> false;
            case String text -> throw wrong(MACHINE_CODE, "true or false", text);
        };
    }

    private static Optional<String> value(String name) {
        return Optional.ofNullable(System.getProperty(name));
    }

    private static Problem wrong(String name, String expected, String found) {
        return new Problem(
                "Expected %s for -D%s, found “%s”: correct or leave out that option of Java."
                        .formatted(expected, name, found));
    }
}
