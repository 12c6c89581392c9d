package org.mambascope.ui.session;

import ai.djl.Device;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.mambascope.model.LoadedModel;
import org.mambascope.model.argument.Reading;
import org.mambascope.model.argument.UndecidedReading;
import org.mambascope.ui.task.Job;
import org.mambascope.ui.task.Jobs;
import org.mambascope.ui.text.Texts;
import org.mambascope.workflow.Workbench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The open model and the device it runs on. */
public final class OpenModel {
    private final ReadOnlyObjectWrapper<Optional<LoadedModel>> model =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Device>> device =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Workbench backend;
    private final Jobs jobs;
    private final ReadOnlyObjectWrapper<Optional<Question>> question =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Job> opening = Optional.empty();

    /**
     * Weights that fit more than one reading, between which the user has to decide.
     *
     * @param file the weights
     * @param readings two or more
     */
    public record Question(Path file, List<Reading> readings) {
        public Question {
            readings = List.copyOf(readings);
        }
    }

    /** What came of opening a file: a model, or a question that has to be answered first. */
    private record Attempt(Optional<LoadedModel> model, Optional<Question> question) {}

    OpenModel(Workbench backend, Jobs jobs) {
        this.backend = backend;
        this.jobs = jobs;
    }

    /**
     * @param before run when it can be opened, while the old one is still there
     * @param then run when everybody knows it
     * @param otherwise run where it cannot
     */
    void open(Path file, Runnable before, Runnable then, Runnable otherwise) {
        opening.ifPresent(Job::cancel);
        question.set(Optional.empty());
        Optional<Device> chosen = device.get();
        opening =
                Optional.of(
                        jobs.look(
                                Texts.of("job.open", file.getFileName()),
                                job -> attempt(file, chosen, job),
                                attempt -> {
                                    attempt.question().ifPresent(why -> ask(why, otherwise));
                                    attempt.model()
                                            .ifPresent(
                                                    loaded -> {
                                                        before.run();
                                                        show(loaded);
                                                        then.run();
                                                    });
                                },
                                otherwise));
    }

    private Attempt attempt(Path file, Optional<Device> chosen, Job job) {
        try {
            return new Attempt(Optional.of(load(file, chosen, job)), Optional.empty());
        } catch (UndecidedReading why) {
            return new Attempt(Optional.empty(), Optional.of(new Question(file, why.readings())));
        }
    }

    private void ask(Question why, Runnable otherwise) {
        opening = Optional.empty();
        question.set(Optional.of(why));
        otherwise.run();
    }

    /** Loads a weight file, onto the first device where none is chosen. */
    LoadedModel load(Path file, Optional<Device> chosen, Job job) {
        return backend.load(file, chosen.orElseGet(() -> backend.devices().getFirst()), job);
    }

    private void show(LoadedModel loaded) {
        opening = Optional.empty();
        model.get().ifPresent(old -> jobs.afterwards(old::close));
        model.set(Optional.of(loaded));
    }

    /** Whether a file is the open model's. */
    boolean isOpen(Path file) {
        return model.get().filter(open -> open.file().equals(file)).isPresent();
    }

    /** Whether models run elsewhere from now on. */
    boolean choose(Device chosen) {
        boolean other = !device.get().equals(Optional.of(chosen));
        device.set(Optional.of(chosen));
        return other;
    }

    /** How a command is told of a model: its file, and what is said of it elsewhere. */
    List<String> arguments(LoadedModel open) {
        List<String> arguments = new ArrayList<>();
        arguments.add(open.file().toString());
        backend.description(open.file())
                .ifPresent(file -> arguments.addAll(List.of("--config", file.toString())));
        return arguments;
    }

    /** The open model. */
    ReadOnlyObjectProperty<Optional<LoadedModel>> property() {
        return model.getReadOnlyProperty();
    }

    /** The last question that opening a file led to. */
    ReadOnlyObjectProperty<Optional<Question>> questionProperty() {
        return question.getReadOnlyProperty();
    }

    /** Where models run; empty before anybody chose. */
    ReadOnlyObjectProperty<Optional<Device>> deviceProperty() {
        return device.getReadOnlyProperty();
    }
}
