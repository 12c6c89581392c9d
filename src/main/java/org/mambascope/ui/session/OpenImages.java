package org.mambascope.ui.session;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.value.ObservableValue;

import org.mambascope.image.Picture;
import org.mambascope.model.LoadedModel;
import org.mambascope.ui.task.Job;
import org.mambascope.ui.task.Jobs;
import org.mambascope.ui.text.Texts;
import org.mambascope.workflow.Workbench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The open images: a sample of the files and folders that were opened. */
final class OpenImages {
    private final ReadOnlyObjectWrapper<Optional<ImageSet>> images =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final IntegerProperty sampleSize = new SimpleIntegerProperty(32);
    private final Workbench backend;
    private final Jobs jobs;
    private final Selection selection;
    private final ObservableValue<Optional<LoadedModel>> model;
    private Optional<Job> reading = Optional.empty();

    /** None; those that are opened are shown as the open model sees them. */
    OpenImages(
            Workbench backend,
            Jobs jobs,
            Selection selection,
            ObservableValue<Optional<LoadedModel>> model) {
        this.backend = backend;
        this.jobs = jobs;
        this.selection = selection;
        this.model = model;
    }

    /** The sources that are open. */
    List<Path> sources() {
        return images.get().map(ImageSet::sources).orElse(List.of());
    }

    /** Others, which are seen first, and then those that are open. */
    List<Path> with(List<Path> others) {
        List<Path> all = new ArrayList<>(others);
        all.addAll(sources());
        return all;
    }

    /**
     * @param then told what was read, when everybody knows it
     * @param otherwise run where none can be read
     */
    void read(List<Path> sources, Consumer<ImageSet> then, Runnable otherwise) {
        reading.ifPresent(Job::cancel);
        UnaryOperator<Picture> seen = preview();
        int most = sampleSize.get();
        reading =
                Optional.of(
                        jobs.look(
                                Texts.of("job.images"),
                                job -> ImageSet.read(sources, backend::open, most, seen, job),
                                set -> {
                                    show(set);
                                    then.accept(set);
                                },
                                otherwise));
    }

    private void show(ImageSet set) {
        reading = Optional.empty();
        if (selection.imageProperty().get() >= set.size()) {
            selection.imageProperty().set(0);
        }
        images.set(Optional.of(set));
    }

    /** What the network sees of an image; all of it where there is none. */
    private UnaryOperator<Picture> preview() {
        return model.getValue()
                .map(LoadedModel::preprocessing)
                .<UnaryOperator<Picture>>map(form -> form::fit)
                .orElse(UnaryOperator.identity());
    }

    void clear() {
        reading.ifPresent(Job::cancel);
        images.set(Optional.empty());
    }

    ReadOnlyObjectProperty<Optional<ImageSet>> property() {
        return images.getReadOnlyProperty();
    }

    IntegerProperty sampleSizeProperty() {
        return sampleSize;
    }
}
