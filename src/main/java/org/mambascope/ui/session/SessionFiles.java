package org.mambascope.ui.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.mambascope.activation.AnalysisResult;
import org.mambascope.image.Picture;
import org.mambascope.model.LoadedModel;
import org.mambascope.report.page.SessionPage;
import org.mambascope.report.text.FigureTexts;
import org.mambascope.session.SessionFile;
import org.mambascope.session.SessionJson;
import org.mambascope.session.SessionState;
import org.mambascope.ui.text.Texts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens and saves a session, and writes its report. */
final class SessionFiles {
    /** Images in a report. */
    private static final int MOST_REPORTED = 24;

    private final List<SessionPart<?>> parts = new ArrayList<>();
    private final Session session;
    private JsonNode kept = MissingNode.getInstance();
    private Optional<Path> file = Optional.empty();

    SessionFiles(Session session) {
        this.session = session;
    }

    void keep(SessionPart<?> part) {
        parts.add(part);
    }

    /** What files keep beside what is open. */
    List<SessionPart<?>> parts() {
        return parts;
    }

    SessionState state() {
        return new SessionRestorer(session).state();
    }

    /** The file that this session was opened from or saved to last. */
    Optional<Path> file() {
        return file;
    }

    /** Whether something was made or written that no file of the user's has. */
    boolean isUnsaved() {
        return session.modelProperty().get().isPresent() && !made(state()).equals(kept);
    }

    /** What is there now need not be saved: nothing was made of it yet. */
    void begin() {
        settle(Optional.empty(), state());
    }

    private void settle(Optional<Path> where, SessionState state) {
        file = where;
        kept = made(state);
    }

    /** As JSON, by which values can be compared. */
    private JsonNode made(SessionState state) {
        ObjectNode made = SessionJson.tree(state.parts());
        parts.stream().filter(part -> !part.made()).map(SessionPart::name).forEach(made::remove);
        return made.put("notes", state.notes());
    }

    /** Brings back what a crash left behind, which no file of the user's has. */
    void restore(Path left) {
        open(left, () -> {});
    }

    void open(Path file) {
        open(file, () -> settle(Optional.of(file), state()));
    }

    private void open(Path file, Runnable opened) {
        session.jobs()
                .look(
                        Texts.of("job.open", file.getFileName()),
                        job -> SessionFile.read(file),
                        state -> new SessionRestorer(session).open(state, opened),
                        () -> {});
    }

    void save(Path file, Runnable done) {
        SessionState state = state();
        session.jobs()
                .write(
                        file,
                        to -> SessionFile.write(state, to),
                        () -> {
                            settle(Optional.of(file), state);
                            done.run();
                        });
    }

    void report(Path file) {
        session.modelProperty()
                .get()
                .ifPresent(
                        open ->
                                session.observationProperty()
                                        .getValue()
                                        .ifPresent(seen -> report(open, seen, state(), file)));
    }

    private void report(LoadedModel open, AnalysisResult seen, SessionState now, Path file) {
        List<Picture> pictures =
                session.imagesProperty().get().map(ImageSet::previews).orElse(List.of());
        List<Picture> some = pictures.subList(0, Math.min(MOST_REPORTED, pictures.size()));
        session.jobs().write(file, to -> write(open, seen, some, now, to), () -> {});
    }

    /** The page is in English, whatever the window speaks. */
    private static void write(
            LoadedModel open, AnalysisResult seen, List<Picture> some, SessionState now, Path to)
            throws IOException {
        FigureTexts.inEnglish(
                () -> {
                    SessionPage.of(open, seen, some, now).write(to);
                    return to;
                });
    }
}
