package org.mambascope.base;

import com.sun.management.HotSpotDiagnosticMXBean;

import java.lang.management.ManagementFactory;

/** The memory of Java's objects. */
public final class JavaHeap {
    private JavaHeap() {}

    /**
     * Returns unused memory to the system, while the program goes on. Does nothing where Java was
     * not started with {@code -XX:+ExplicitGCInvokesConcurrent}: there the window would freeze
     * meanwhile.
     */
    public static void giveBack() {
        if (collectsBeside()) {
            System.gc();
        }
    }

    private static boolean collectsBeside() {
        return ManagementFactory.getPlatformMXBeans(HotSpotDiagnosticMXBean.class).stream()
                .map(machine -> machine.getVMOption("ExplicitGCInvokesConcurrent"))
                .anyMatch(option -> Boolean.parseBoolean(option.getValue()));
    }
}
