package org.mambascope.ui.session;

import ai.djl.Device;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.mambascope.activation.AnalysisResult;
import org.mambascope.activation.PointStatistics;
import org.mambascope.model.LoadedModel;
import org.mambascope.session.ObservedSource;
import org.mambascope.ui.task.Job;
import org.mambascope.ui.task.Jobs;
import org.mambascope.ui.text.Texts;
import org.mambascope.workflow.PairedAnalysis;
import org.mambascope.workflow.Workbench;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Keeps what a model showed, to compare the open one with it. */
public final class PinnedModels {
    private final ReadOnlyObjectWrapper<Optional<PinnedModel>> pinned =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Workbench backend;
    private final Jobs jobs;
    private final OpenState state;

    PinnedModels(Workbench backend, Jobs jobs, OpenState state) {
        this.backend = backend;
        this.jobs = jobs;
        this.state = state;
    }

    /** Keeps what the open model showed, to compare others with. */
    public void pin() {
        state.model()
                .property()
                .get()
                .ifPresent(
                        open ->
                                state.observations()
                                        .resultProperty()
                                        .getValue()
                                        .ifPresent(seen -> pin(open, seen)));
    }

    private void pin(LoadedModel open, AnalysisResult seen) {
        pinned.set(Optional.of(new PinnedModel(open.name(), open.file(), seen, Map.of())));
    }

    /** Runs another model on the open images and keeps what it shows. */
    public void pin(Path file) {
        pin(file, Optional.empty());
    }

    /**
     * The same.
     *
     * @param name of the model; that of its file if empty
     */
    public void pin(Path file, Optional<String> name) {
        state.model()
                .property()
                .get()
                .ifPresent(
                        open ->
                                state.images()
                                        .property()
                                        .get()
                                        .ifPresent(images -> pin(open, file, name, images)));
    }

    private void pin(LoadedModel open, Path file, Optional<String> name, ImageSet images) {
        Optional<Device> chosen = state.model().deviceProperty().get();
        jobs.start(
                Texts.of("job.pin", file.getFileName()),
                job -> pinned(open, file, chosen, images, job),
                other -> pinned.set(Optional.of(name.map(other::called).orElse(other))));
    }

    private PinnedModel pinned(
            LoadedModel open, Path file, Optional<Device> chosen, ImageSet images, Job job) {
        LoadedModel other = state.model().load(file, chosen, job);
        try {
            PairedAnalysis pair = backend.pair(open, other, images.sample(), job);
            return new PinnedModel(other.name(), file, pair.result(), pair.decibels());
        } finally {
            other.close();
        }
    }

    /** The same model on the images of now. */
    void again() {
        pinned.get().ifPresent(other -> pin(other.file(), Optional.of(other.name())));
    }

    /** Compares with nothing any more. */
    public void unpin() {
        state.options().swappedProperty().set(false);
        pinned.set(Optional.empty());
    }

    /** The model to compare with. */
    public ReadOnlyObjectProperty<Optional<PinnedModel>> property() {
        return pinned.getReadOnlyProperty();
    }

    /** The pinned model's statistics at the chosen point; none of weights. */
    public Optional<PointStatistics> statistics() {
        Selection selection = state.selection();
        return selection.sourceProperty().get() == ObservedSource.WEIGHTS
                ? Optional.empty()
                : selection
                        .pointProperty()
                        .get()
                        .flatMap(point -> pinned.get().flatMap(other -> other.at(point)));
    }
}
