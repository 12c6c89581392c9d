package org.mambascope.ui;

import org.mambascope.base.Problem;
import org.mambascope.base.file.AtomicFile;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.session.ImageSet;
import org.mambascope.ui.session.Session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Dialogs whose answers can be written: a place that cannot be, or that holds what is open, is
 * refused before the work begins, and said.
 */
final class SafeDialogs implements FileDialogs {
    private final FileDialogs dialogs;
    private final Session session;

    SafeDialogs(FileDialogs dialogs, Session session) {
        this.dialogs = dialogs;
        this.session = session;
    }

    @Override
    public Optional<Path> saveAs(String name) {
        return dialogs.saveAs(name).filter(this::canBeWritten);
    }

    private boolean canBeWritten(Path file) {
        try {
            AtomicFile.check(file, inputs().toList());
            return true;
        } catch (Problem problem) {
            session.noticeProperty().set(Optional.of(problem.getMessage()));
            return false;
        }
    }

    private Stream<Path> inputs() {
        Stream<Path> models =
                Stream.concat(
                        session.modelProperty().get().map(open -> open.file()).stream(),
                        session.pinned().property().get().map(pinned -> pinned.file()).stream());
        Stream<Path> images =
                session.imagesProperty().get().map(ImageSet::sources).orElse(List.of()).stream()
                        .filter(Files::isRegularFile);
        return Stream.concat(models, images);
    }

    @Override
    public Optional<Path> model() {
        return dialogs.model();
    }

    @Override
    public Optional<Path> session() {
        return dialogs.session();
    }

    @Override
    public Optional<Path> plan() {
        return dialogs.plan();
    }

    @Override
    public List<Path> images() {
        return dialogs.images();
    }

    @Override
    public Optional<Path> folder() {
        return dialogs.folder();
    }
}
