package org.mambascope.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Whatever a few changed bytes make of a good file: it is read, or refused in one line. */
class DamagedFilesTest {
    /** A byte to change: a place as a fraction of the file, and what to put there. */
    record Change(double place, int value) {}

    private Path file;
    private Instant start;

    @BeforeTry
    void createFile() throws IOException {
        file = Files.createTempFile("damaged", ".weights");
        start = Instant.now();
    }

    @AfterTry
    void deleteFile() throws IOException {
        Files.delete(file);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    @Property(tries = 1000)
    void aDamagedPthIsReadOrRefused(@ForAll("changes") List<Change> changes) throws IOException {
        check("/checkpoint/python_objects_protocol2.pth", 1, changes);
    }

    @Property(tries = 500)
    void aDamagedPthOfALaterProtocolIsReadOrRefused(@ForAll("changes") List<Change> changes)
            throws IOException {
        check("/checkpoint/python_objects_protocol5.pth", 1, changes);
    }

    @Property(tries = 500)
    void aDamagedSafetensorsHeaderIsReadOrRefused(@ForAll("changes") List<Change> changes)
            throws IOException {
        check("/goldens/vmamba_small_v0.safetensors", 0.03, changes);
    }

    private void check(String resource, double part, List<Change> changes) throws IOException {
        byte[] content = Files.readAllBytes(Resources.file(resource));
        for (Change change : changes) {
            content[(int) (change.place() * part * content.length)] = (byte) change.value();
        }
        Files.write(file, content);
        long before = Refusal.allocatedBytes();
        Refusal.readsOrRefuses(file);
        assertThat(Refusal.allocatedBytes() - before).isLessThan(64 << 20);
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        Arbitrary<Double> place = Arbitraries.randomValue(random -> random.nextDouble());
        Arbitrary<Integer> value = Arbitraries.randomValue(random -> random.nextInt(256));
        return Combinators.combine(place, value).as(Change::new).list().ofMinSize(1).ofMaxSize(4);
    }
}
