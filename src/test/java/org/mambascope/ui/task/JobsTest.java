package org.mambascope.ui.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mambascope.base.Problem;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

class JobsTest {
    private final Deque<Runnable> background = new ArrayDeque<>();
    private final List<String> problems = new ArrayList<>();
    private final List<Object> results = new ArrayList<>();
    private final Jobs jobs = new Jobs(background::add, Runnable::run, problems::add);

    @Test
    void handsResultsBack() {
        jobs.start("count", job -> 42, results::add);
        assertThat(results).isEmpty();

        background.remove().run();

        assertThat(results).containsExactly(42);
        assertThat(jobs.runningProperty().get()).isEmpty();
    }

    @Test
    void aJobThatWasCancelledWhileWaitingNeverRuns() {
        Job job = jobs.start("count", running -> results.add("ran"), results::add);

        job.cancel();
        background.remove().run();

        assertThat(results).isEmpty();
    }

    @Test
    void aJobThatIsCancelledWhileRunningHandsNothingBack() {
        jobs.start(
                "count",
                job -> {
                    job.cancel();
                    job.checkCancelled();
                    return 42;
                },
                results::add);

        background.remove().run();

        assertThat(results).isEmpty();
        assertThat(problems).isEmpty();
    }

    @Test
    void tellsAProblemInItsOwnWords() {
        jobs.start(
                "count",
                job -> {
                    throw new Problem("There is nothing to count: add something.");
                },
                results::add);

        background.remove().run();

        assertThat(problems).containsExactly("There is nothing to count: add something.");
    }

    @Test
    void saysWhichJobFailedUnexpectedly() {
        jobs.start(
                "Counting",
                job -> {
                    throw new IllegalStateException("seven is missing");
                },
                results::add);

        background.remove().run();

        assertThat(problems)
                .singleElement()
                .asString()
                .contains("went wrong", "Counting", "seven is missing", "MAMBASCOPE_LOG=DEBUG");
    }

    @Test
    void anErrorEndsInASentenceAsEveryFailureDoes() {
        jobs.start(
                "Counting",
                job -> {
                    throw new OutOfMemoryError("Java heap space");
                },
                results::add);

        background.remove().run();

        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("Counting needs more memory than the")
                .contains("-Xmx");
    }

    @Test
    void estimatesTheTimeThatIsLeft() {
        AtomicLong clock = new AtomicLong();
        Job job = new Job("count", true, Runnable::run, clock::get);
        job.begin();
        assertThat(job.remaining()).isEmpty();

        clock.set(Duration.ofSeconds(3).toNanos());
        job.report(1, 4, "one of four");

        assertThat(job.fractionProperty().get()).isEqualTo(0.25);
        assertThat(job.stepProperty().get()).isEqualTo("one of four");
        assertThat(job.remaining()).contains(Duration.ofSeconds(9));
    }

    @Test
    void showsOnlyTheLatestOfManyReports() {
        Deque<Runnable> window = new ArrayDeque<>();
        Job job = new Job("count", true, window::add, System::nanoTime);

        job.report(1, 4, "one");
        job.report(2, 4, "two");

        assertThat(window).hasSize(1);
        window.remove().run();
        assertThat(job.stepProperty().get()).isEqualTo("two");
    }

    @Test
    void whatRunsBesideHoldsNobodyUpAndIsSeenAmongTheTasks() {
        Deque<Runnable> beside = new ArrayDeque<>();
        Jobs both =
                new Jobs(
                        background::add,
                        beside::add,
                        background::add,
                        Runnable::run,
                        problems::add);
        Job download = both.startBeside("fetch", job -> "fetched", results::add);
        both.start("count", job -> 42, results::add);
        both.whenIdle(() -> results.add("idle"));

        background.remove().run();
        background.remove().run();

        assertThat(results).containsExactly(42, "idle");
        assertThat(both.all()).hasSize(2).contains(download);
        beside.remove().run();
        assertThat(results).containsExactly(42, "idle", "fetched");
        assertThat(download.stateProperty().get()).isEqualTo(Job.State.DONE);
    }

    @Test
    void whatComesAfterAllJobsRunsBesideWhenTheLastHasEnded() {
        Deque<Runnable> beside = new ArrayDeque<>();
        Jobs several =
                new Jobs(
                        background::add,
                        beside::add,
                        background::add,
                        Runnable::run,
                        problems::add);
        several.afterAll(() -> results.add("after all"));
        several.start("count", job -> 42, results::add);
        several.start("count on", job -> 43, results::add);

        background.remove().run();
        assertThat(beside).isEmpty();
        background.remove().run();
        beside.remove().run();

        assertThat(results).containsExactly(42, 43, "after all");
        assertThat(beside).isEmpty();
    }
}
