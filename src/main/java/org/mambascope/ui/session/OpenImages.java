package org.mambascope.ui.session;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;

import org.mambascope.image.Picture;
import org.mambascope.ui.task.Job;
import org.mambascope.ui.task.Jobs;
import org.mambascope.ui.text.Texts;
import org.mambascope.workflow.Workbench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The open images: a sample of the files and folders that were opened. */
final class OpenImages {
    private final ReadOnlyObjectWrapper<Optional<ImageSet>> images =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final IntegerProperty sampleSize = new SimpleIntegerProperty(32);
    private final Workbench backend;
    private final Jobs jobs;
    private final Selection selection;
    private final Supplier<UnaryOperator<Picture>> preview;
    private final Consumer<ImageSet> opened;
    private Optional<Job> reading = Optional.empty();

    /**
     * @param preview makes of a picture what the network sees of it
     * @param opened run when everybody knows what was read
     */
    OpenImages(
            Workbench backend,
            Jobs jobs,
            Selection selection,
            Supplier<UnaryOperator<Picture>> preview,
            Consumer<ImageSet> opened) {
        this.backend = backend;
        this.jobs = jobs;
        this.selection = selection;
        this.preview = preview;
        this.opened = opened;
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
     * @param then run when they are open
     * @param otherwise run where none can be read
     */
    void read(List<Path> sources, Runnable then, Runnable otherwise) {
        reading.ifPresent(Job::cancel);
        UnaryOperator<Picture> seen = preview.get();
        int most = sampleSize.get();
        reading =
                Optional.of(
                        jobs.look(
                                Texts.of("job.images"),
                                job -> ImageSet.read(sources, backend::open, most, seen, job),
                                set -> {
                                    show(set);
                                    then.run();
                                },
                                otherwise));
    }

    private void show(ImageSet set) {
        reading = Optional.empty();
        if (selection.imageProperty().get() >= set.size()) {
            selection.imageProperty().set(0);
        }
        images.set(Optional.of(set));
        opened.accept(set);
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
