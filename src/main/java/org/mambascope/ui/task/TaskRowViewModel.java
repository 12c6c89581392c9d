package org.mambascope.ui.task;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;

import org.mambascope.ui.text.Numbers;
import org.mambascope.ui.text.Texts;

import java.time.Duration;
import java.util.Locale;

/** One job in words. */
public final class TaskRowViewModel {
    private static final Duration WORTH_SAYING = Duration.ofSeconds(1);

    private final Job job;
    private final ObservableValue<String> words;

    public TaskRowViewModel(Job job) {
        this.job = job;
        this.words =
                Bindings.createStringBinding(
                        this::wordsNow,
                        job.stateProperty(),
                        job.stepProperty(),
                        job.fractionProperty());
    }

    private String wordsNow() {
        Job.State state = job.stateProperty().get();
        return switch (state) {
            case RUNNING -> job.stepProperty().get() + left();
            case DONE -> Texts.of("task.done", Numbers.time(job.elapsed()));
            case WAITING, CANCELLED, FAILED ->
                    Texts.of("task." + state.name().toLowerCase(Locale.ROOT));
        };
    }

    private String left() {
        return job.remaining()
                .filter(time -> time.compareTo(WORTH_SAYING) >= 0)
                .map(time -> " · " + Texts.of("status.remaining", Numbers.time(time)))
                .orElse("");
    }

    /** Title of the job. */
    public String title() {
        return job.title();
    }

    /** Progress of the job, and the remaining time. */
    public ObservableValue<String> words() {
        return words;
    }

    /** Finished part, 0 … 1; −1 while unknown. */
    public ObservableValue<Number> fraction() {
        return job.fractionProperty();
    }

    /** State of the job. */
    public ObservableValue<Job.State> state() {
        return job.stateProperty();
    }

    /** Stops it, or keeps it from beginning. */
    public void cancel() {
        job.cancel();
    }
}
