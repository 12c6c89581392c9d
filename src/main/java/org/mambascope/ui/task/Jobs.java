package org.mambascope.ui.task;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.mambascope.base.Failure;
import org.mambascope.ui.text.Numbers;
import org.mambascope.ui.text.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs everything that takes longer than a frame, one job after another on one background thread (a
 * model must not be used by two), and hands results back on the window's thread.
 */
public final class Jobs {
    /** Work that reports and may be cancelled. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Job job) throws Exception;
    }

    /** Writes a file. */
    @FunctionalInterface
    public interface Writing {
        void write(Path file) throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

    private static final int KEPT = 30;

    private final ReadOnlyObjectWrapper<Optional<Job>> running =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Path>> saved =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final List<Job> waiting = new ArrayList<>();
    private final ObservableList<Job> all = FXCollections.observableArrayList();
    private final ObservableList<Job> shown = FXCollections.unmodifiableObservableList(all);
    private final Executor background;
    private final Executor beside;
    private final Executor writing;
    private final Executor window;
    private final Consumer<String> problems;
    private Runnable afterAll = () -> {};

    /** Jobs that run beside others run among them. */
    public Jobs(Executor background, Executor window, Consumer<String> problems) {
        this(background, background, background, window, problems);
    }

    /**
     * @param background runs the work, in order, one at a time
     * @param beside runs work that touches no model, while other work goes on
     * @param writing writes files, in order, while other work goes on
     * @param window runs what touches properties
     * @param problems told, on the window's thread, in words for the user, what went wrong
     */
    public Jobs(
            Executor background,
            Executor beside,
            Executor writing,
            Executor window,
            Consumer<String> problems) {
        this.background = background;
        this.beside = beside;
        this.writing = writing;
        this.window = window;
        this.problems = problems;
    }

    /** A single daemon thread, so that closing the window ends the program. */
    public static ExecutorService backgroundThread() {
        return threads(1, new LinkedBlockingQueue<>());
    }

    /** As many daemon threads as there is work at a time. */
    public static ExecutorService backgroundThreads() {
        return threads(Integer.MAX_VALUE, new SynchronousQueue<>());
    }

    /** What is asked of them after their shutdown is not done: the window is gone. */
    private static ExecutorService threads(int most, BlockingQueue<Runnable> waiting) {
        return new ThreadPoolExecutor(
                most == 1 ? 1 : 0,
                most,
                1,
                TimeUnit.MINUTES,
                waiting,
                Jobs::daemon,
                new ThreadPoolExecutor.DiscardPolicy());
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "jobs");
        thread.setDaemon(true);
        return thread;
    }

    /** The job in progress. */
    public ReadOnlyObjectProperty<Optional<Job>> runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** Waiting, running and the latest finished jobs, the newest first. */
    public ObservableList<Job> all() {
        return shown;
    }

    /** Forgets finished jobs. */
    public void forgetFinished() {
        all.removeIf(job -> job.stateProperty().get().isOver());
    }

    /**
     * Queues work; {@code done} gets its result unless it fails or is cancelled. To be called on
     * the window's thread.
     */
    public <T> Job start(String title, Work<T> work, Consumer<T> done) {
        return start(queued(title, true), work, done, () -> {});
    }

    /**
     * Queues work that only looks at what is open: nobody misses it if it is stopped.
     *
     * @param otherwise run where it fails or is cancelled
     */
    public <T> Job look(String title, Work<T> work, Consumer<T> done, Runnable otherwise) {
        return start(queued(title, false), work, done, otherwise);
    }

    private <T> Job start(Job job, Work<T> work, Consumer<T> done, Runnable otherwise) {
        waiting.removeIf(earlier -> earlier.stateProperty().get().isOver());
        waiting.add(job);
        background.execute(() -> run(job, work, done, otherwise, running::set));
        return job;
    }

    /**
     * Runs work that touches no model and may take long, such as a download, while other jobs go
     * on; nobody waits for it. {@code done} gets its result unless it fails or is cancelled.
     */
    public <T> Job startBeside(String title, Work<T> work, Consumer<T> done) {
        Job job = queued(title, false);
        beside.execute(() -> run(job, work, done, () -> {}, now -> {}));
        return job;
    }

    /**
     * Writes a file: never waits for other jobs, only for files before it. What is written is to be
     * taken before, so that nobody changes it meanwhile; {@code done} is run when it is there.
     */
    public Job write(Path file, Writing content, Runnable done) {
        return write(file, content, done, () -> {});
    }

    /** The same; {@code otherwise} is run where it fails. */
    public Job write(Path file, Writing content, Runnable done, Runnable otherwise) {
        Job job = queued(Texts.of("job.save", file.getFileName()), true);
        Work<Path> work =
                own -> {
                    content.write(file);
                    return file;
                };
        Consumer<Path> then =
                written -> {
                    // Also where it is the same file again.
                    saved.set(Optional.empty());
                    saved.set(Optional.of(written));
                    done.run();
                };
        writing.execute(() -> run(job, work, then, otherwise, now -> {}));
        return job;
    }

    /** The file that the user had written last. */
    public ReadOnlyObjectProperty<Optional<Path>> savedProperty() {
        return saved.getReadOnlyProperty();
    }

    /** Jobs that wait or run, the oldest first, without files that are being written. */
    public List<Job> goingOn() {
        return waiting.stream().filter(Job::isGoingOn).toList();
    }

    /** Asks everything that runs or waits to stop, but files that are written. */
    public void cancelAll() {
        waiting.forEach(Job::cancel);
    }

    private Job queued(String title, boolean making) {
        Job job = new Job(title, making, window, System::nanoTime);
        all.addFirst(job);
        while (all.size() > KEPT && all.getLast().stateProperty().get().isOver()) {
            all.removeLast();
        }
        return job;
    }

    /** Runs something short after the jobs that are waiting, without showing it. */
    public void afterwards(Runnable work) {
        background.execute(work);
    }

    /**
     * Runs something short after the jobs that are waiting, without showing it; {@code done} gets
     * what comes of it.
     */
    public <T> void quietly(Supplier<T> work, Consumer<T> done) {
        background.execute(
                () -> {
                    T result = work.get();
                    window.execute(() -> done.accept(result));
                });
    }

    /** As {@link #quietly}, of work that touches no model: while jobs go on, in no order. */
    public <T> void quietlyBeside(Supplier<T> work, Consumer<T> done) {
        beside.execute(
                () -> {
                    T result = work.get();
                    window.execute(() -> done.accept(result));
                });
    }

    /** From now on runs something beside, whenever the last job has ended. */
    public void afterAll(Runnable work) {
        afterAll = work;
    }

    /** Runs something on the window's thread as soon as no job waits or runs any more. */
    public void whenIdle(Runnable action) {
        background.execute(
                () ->
                        window.execute(
                                () -> {
                                    waiting.removeIf(job -> job.stateProperty().get().isOver());
                                    if (!waiting.isEmpty()) {
                                        whenIdle(action);
                                    } else {
                                        action.run();
                                    }
                                }));
    }

    private <T> void run(
            Job job,
            Work<T> work,
            Consumer<T> done,
            Runnable otherwise,
            Consumer<Optional<Job>> running) {
        if (job.isCancelled()) {
            window.execute(() -> end(job, new Ending(Job.State.CANCELLED, () -> {}), otherwise));
            return;
        }
        job.begin();
        window.execute(() -> running.accept(Optional.of(job)));
        Ending ending = outcome(job, work, done);
        window.execute(
                () -> {
                    running.accept(Optional.empty());
                    end(job, ending, otherwise);
                });
    }

    private void end(Job job, Ending ending, Runnable otherwise) {
        job.end(ending.state());
        ending.action().run();
        if (ending.state() != Job.State.DONE) {
            otherwise.run();
        }
        if (goingOn().isEmpty()) {
            beside.execute(afterAll);
        }
    }

    private record Ending(Job.State state, Runnable action) {}

    private <T> Ending outcome(Job job, Work<T> work, Consumer<T> done) {
        try {
            T result = work.run(job);
            LOG.info("{}: {}", job.title(), Numbers.time(job.elapsed()));
            return new Ending(Job.State.DONE, () -> done.accept(result));
        } catch (CancellationException e) {
            LOG.info("{}: cancelled", job.title());
            return new Ending(Job.State.CANCELLED, () -> {});
        } catch (Throwable e) {
            Failure failure = Failure.of(e, job.title());
            LOG.warn("{}: {}", job.title(), failure.sentence());
            LOG.debug("{} failed", job.title(), e);
            return new Ending(Job.State.FAILED, () -> problems.accept(failure.sentence()));
        }
    }
}
