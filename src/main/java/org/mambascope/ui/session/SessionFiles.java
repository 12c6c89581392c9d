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
import org.mambascope.ui.task.Jobs;
import org.mambascope.ui.text.Texts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens and saves a session, and writes its report. */
public final class SessionFiles {
    /** Images in a report. */
    private static final int MOST_REPORTED = 24;

    private final List<SessionPart<?>> parts = new ArrayList<>();
    private final Jobs jobs;
    private final OpenState openState;
    private final SessionRestorer restorer;
    private JsonNode kept = MissingNode.getInstance();
    private Optional<Path> file = Optional.empty();

    SessionFiles(Jobs jobs, OpenState openState, SessionRestorer restorer) {
        this.jobs = jobs;
        this.openState = openState;
        this.restorer = restorer;
    }

    /** From now on files of this session keep this as well. */
    public void keep(SessionPart<?> part) {
        parts.add(part);
    }

    /** What files keep beside what is open. */
    List<SessionPart<?>> parts() {
        return parts;
    }

    /** This session as a file keeps it. */
    public SessionState state() {
        return restorer.state(parts);
    }

    /** The file that this session was opened from or saved to last. */
    public Optional<Path> file() {
        return file;
    }

    /** Whether something was made or written that no file of the user's has. */
    public boolean isUnsaved() {
        return openState.model().property().get().isPresent() && !made(state()).equals(kept);
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
        jobs.look(
                Texts.of("job.open", file.getFileName()),
                job -> SessionFile.read(file),
                state -> restorer.open(state, parts, opened),
                () -> {});
    }

    /** Saves this session; {@code done} is run when it is written. */
    public void save(Path file, Runnable done) {
        SessionState state = state();
        jobs.write(
                file,
                to -> SessionFile.write(state, to),
                () -> {
                    settle(Optional.of(file), state);
                    done.run();
                });
    }

    /** Writes this session as one HTML page. */
    public void report(Path file) {
        openState
                .model()
                .property()
                .get()
                .ifPresent(
                        open ->
                                openState
                                        .observations()
                                        .resultProperty()
                                        .getValue()
                                        .ifPresent(seen -> report(open, seen, state(), file)));
    }

    private void report(LoadedModel open, AnalysisResult seen, SessionState now, Path file) {
        List<Picture> pictures =
                openState.images().property().get().map(ImageSet::previews).orElse(List.of());
        List<Picture> some = pictures.subList(0, Math.min(MOST_REPORTED, pictures.size()));
        jobs.write(file, to -> write(open, seen, some, now, to), () -> {});
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
