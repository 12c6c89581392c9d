package org.mambascope.ui.status;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.util.Subscription;

import org.mambascope.activation.AnalysisResult;
import org.mambascope.report.text.NumberFormatting;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.task.Job;
import org.mambascope.ui.text.Numbers;
import org.mambascope.ui.text.Texts;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Current work, in one line. */
public final class StatusViewModel {
    /** The colour of the dot. */
    public enum State {
        IDLE,
        BUSY,
        DONE
    }

    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.IDLE);
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper remaining = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(0);
    private final ReadOnlyObjectWrapper<Optional<Path>> saved =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Session session;
    private Subscription follows = Subscription.EMPTY;

    public StatusViewModel(Session session) {
        this.session = session;
        session.jobs().runningProperty().subscribe(this::follow);
        session.observationProperty().subscribe(this::rest);
        session.currentProperty().subscribe(this::rest);
        session.modelProperty().subscribe(this::rest);
        session.imagesProperty().subscribe(this::rest);
        session.jobs().savedProperty().subscribe(this::saved);
    }

    /** What was saved is said until something else is. */
    private void saved(Optional<Path> file) {
        saved.set(file);
        if (state.get() != State.BUSY) {
            file.ifPresent(path -> text.set(Texts.of("status.saved", path.getFileName())));
        }
    }

    /** The file that was saved last, as long as it is said. */
    public ReadOnlyObjectProperty<Optional<Path>> savedProperty() {
        return saved.getReadOnlyProperty();
    }

    /** Shows the folder of the file that was saved last. */
    public void openFolder() {
        saved.get()
                .map(file -> file.toAbsolutePath().getParent())
                .ifPresent(
                        folder ->
                                session.jobs()
                                        .startBeside(
                                                Texts.of("job.folder", folder),
                                                job -> Folders.open(folder),
                                                opened -> {}));
    }

    private void follow(Optional<Job> job) {
        follows.unsubscribe();
        follows = Subscription.EMPTY;
        saved.set(Optional.empty());
        job.ifPresentOrElse(this::busy, this::rest);
    }

    private void busy(Job job) {
        state.set(State.BUSY);
        follows =
                Subscription.combine(
                        job.stepProperty().subscribe(text::set),
                        job.fractionProperty()
                                .subscribe(
                                        fraction -> {
                                            progress.set(fraction.doubleValue());
                                            remaining.set(
                                                    job.remaining()
                                                            .filter(StatusViewModel::worthSaying)
                                                            .map(Numbers::time)
                                                            .map(
                                                                    time ->
                                                                            Texts.of(
                                                                                    "status.remaining",
                                                                                    time))
                                                            .orElse(""));
                                        }));
    }

    private static boolean worthSaying(Duration left) {
        return left.compareTo(Duration.ofSeconds(1)) >= 0;
    }

    private void rest() {
        if (session.jobs().runningProperty().get().isPresent()) {
            return;
        }
        Optional<AnalysisResult> observation = session.observationProperty().getValue();
        boolean current = session.currentProperty().get();
        state.set(observation.isPresent() && current ? State.DONE : State.IDLE);
        text.set(
                observation
                        .map(seen -> current ? analysed(seen) : Texts.of("status.old"))
                        .orElseGet(this::next));
        remaining.set("");
        progress.set(0);
    }

    private static String analysed(AnalysisResult observation) {
        return Texts.of(
                observation.images() == 1 ? "status.analysed.one" : "status.analysed",
                NumberFormatting.count(observation.images()),
                Numbers.time(Duration.ofNanos((long) (observation.seconds() * 1e9))));
    }

    private String next() {
        if (session.modelProperty().get().isEmpty()) {
            return Texts.of("status.open");
        }
        return Texts.of(
                session.imagesProperty().get().isEmpty() ? "status.images" : "status.stopped");
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty textProperty() {
        return text.getReadOnlyProperty();
    }

    /** Time left, in words; empty while unknown. */
    public ReadOnlyStringProperty remainingProperty() {
        return remaining.getReadOnlyProperty();
    }

    /** Finished part, 0 … 1; −1 while unknown. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    public void cancel() {
        session.cancel();
    }
}
