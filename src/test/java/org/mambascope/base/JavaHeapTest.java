package org.mambascope.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

class JavaHeapTest {
    @Test
    @DisplayName("without a collector that works beside the program, nothing is collected")
    void neverStopsTheProgram() {
        assertThat(ManagementFactory.getRuntimeMXBean().getInputArguments())
                .doesNotContain("-XX:+ExplicitGCInvokesConcurrent");
        long before = fullCollections();

        JavaHeap.giveBack();

        assertThat(fullCollections()).isEqualTo(before);
    }

    private static long fullCollections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(collector -> collector.getName().contains("Old"))
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }
}
