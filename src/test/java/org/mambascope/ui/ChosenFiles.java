package org.mambascope.ui;

import org.mambascope.ui.control.FileDialogs;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Answers dialogs with files that a test chose beforehand. */
public final class ChosenFiles implements FileDialogs {
    private Optional<Path> model = Optional.empty();
    private Optional<Path> session = Optional.empty();
    private Optional<Path> plan = Optional.empty();
    private List<Path> images = List.of();
    private Optional<Path> folder = Optional.empty();

    public ChosenFiles model(Path file) {
        model = Optional.of(file);
        return this;
    }

    public ChosenFiles session(Path file) {
        session = Optional.of(file);
        return this;
    }

    public ChosenFiles plan(Path file) {
        plan = Optional.of(file);
        return this;
    }

    public ChosenFiles images(Path... files) {
        images = List.of(files);
        return this;
    }

    public ChosenFiles folder(Path chosen) {
        folder = Optional.of(chosen);
        return this;
    }

    @Override
    public Optional<Path> model() {
        return model;
    }

    @Override
    public Optional<Path> session() {
        return session;
    }

    @Override
    public Optional<Path> plan() {
        return plan;
    }

    @Override
    public List<Path> images() {
        return images;
    }

    @Override
    public Optional<Path> folder() {
        return folder;
    }

    @Override
    public Optional<Path> saveAs(String name) {
        return folder.map(place -> place.resolve(name));
    }
}
