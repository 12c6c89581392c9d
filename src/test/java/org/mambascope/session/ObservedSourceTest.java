package org.mambascope.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mambascope.ui.FakeBackend;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.task.Jobs;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** What is shown is of the chosen source, or nothing. */
class ObservedSourceTest {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final Session session =
            new Session(
                    new FakeBackend(), problems -> new Jobs(waiting::add, Runnable::run, problems));

    private void work() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    @Test
    void whileScansAreLookedIntoNoWeightsAreShownAsIfTheyWereScans() {
        session.openModel(Path.of("vim.pth"));
        session.images().add(List.of(Path.of("0.png")));
        work();
        session.selection().sourceProperty().set(ObservedSource.WEIGHTS);
        work();
        assertThat(session.statistics().getValue()).isPresent();

        session.selection().sourceProperty().set(ObservedSource.SCANS);

        assertThat(session.statistics().getValue()).isEmpty();
        work();
        assertThat(session.statistics().getValue().orElseThrow().point())
                .isIn(session.modelProperty().get().orElseThrow().network().scanPoints());
    }
}
