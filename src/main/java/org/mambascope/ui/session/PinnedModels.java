package org.mambascope.ui.session;

import ai.djl.Device;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.mambascope.activation.AnalysisResult;
import org.mambascope.activation.PointStatistics;
import org.mambascope.model.LoadedModel;
import org.mambascope.session.ObservedSource;
import org.mambascope.ui.task.Job;
import org.mambascope.ui.text.Texts;
import org.mambascope.workflow.PairedAnalysis;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Keeps what a model showed, to compare the open one with it. */
final class PinnedModels {
    private final ReadOnlyObjectWrapper<Optional<PinnedModel>> pinned =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Session session;
    private final OpenModel model;

    PinnedModels(Session session, OpenModel model) {
        this.session = session;
        this.model = model;
    }

    /** What the open model showed. */
    void pin() {
        model.property()
                .get()
                .ifPresent(
                        open ->
                                session.observationProperty()
                                        .getValue()
                                        .ifPresent(seen -> pin(open, seen)));
    }

    private void pin(LoadedModel open, AnalysisResult seen) {
        pinned.set(Optional.of(new PinnedModel(open.name(), open.file(), seen, Map.of())));
    }

    /** What another model shows on the open images. */
    void pin(Path file, Optional<String> name) {
        model.property()
                .get()
                .ifPresent(
                        open ->
                                session.imagesProperty()
                                        .get()
                                        .ifPresent(images -> pin(open, file, name, images)));
    }

    private void pin(LoadedModel open, Path file, Optional<String> name, ImageSet images) {
        Optional<Device> chosen = model.deviceProperty().get();
        session.jobs()
                .start(
                        Texts.of("job.pin", file.getFileName()),
                        job -> pinned(open, file, chosen, images, job),
                        other -> pinned.set(Optional.of(name.map(other::called).orElse(other))));
    }

    private PinnedModel pinned(
            LoadedModel open, Path file, Optional<Device> chosen, ImageSet images, Job job) {
        LoadedModel other = model.load(file, chosen, job);
        try {
            PairedAnalysis pair = session.backend().pair(open, other, images.sample(), job);
            return new PinnedModel(other.name(), file, pair.result(), pair.decibels());
        } finally {
            other.close();
        }
    }

    /** The same model on the images of now. */
    void again() {
        pinned.get().ifPresent(other -> pin(other.file(), Optional.of(other.name())));
    }

    void unpin() {
        session.options().swappedProperty().set(false);
        pinned.set(Optional.empty());
    }

    ReadOnlyObjectProperty<Optional<PinnedModel>> property() {
        return pinned.getReadOnlyProperty();
    }

    /** At the chosen point; none of weights. */
    Optional<PointStatistics> statistics() {
        Selection selection = session.selection();
        return selection.sourceProperty().get() == ObservedSource.WEIGHTS
                ? Optional.empty()
                : selection
                        .pointProperty()
                        .get()
                        .flatMap(point -> pinned.get().flatMap(other -> other.at(point)));
    }
}
