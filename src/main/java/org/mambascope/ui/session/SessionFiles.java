package org.mambascope.ui.session;

import org.mambascope.activation.AnalysisResult;
import org.mambascope.image.Picture;
import org.mambascope.model.LoadedModel;
import org.mambascope.report.SessionReport;
import org.mambascope.report.session.SavedSession;
import org.mambascope.report.session.SessionJson;
import org.mambascope.ui.text.Texts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Opens and saves a session, and writes its report. */
final class SessionFiles {
    /** Images in a report. */
    private static final int MOST_REPORTED = 24;

    private final List<Kept<?>> parts = new ArrayList<>();
    private final Session session;

    SessionFiles(Session session) {
        this.session = session;
    }

    void keep(Kept<?> part) {
        parts.add(part);
    }

    /** What files keep beside what is open. */
    List<Kept<?>> parts() {
        return parts;
    }

    SessionState state() {
        return new Restoring(session).state();
    }

    void open(Path file) {
        session.jobs()
                .start(
                        Texts.of("job.open", file.getFileName()),
                        job -> SessionFile.read(file),
                        new Restoring(session)::open);
    }

    void save(Path file, Runnable done) {
        SessionState state = state();
        session.jobs()
                .start(
                        Texts.of("job.save", file.getFileName()),
                        job -> {
                            SessionFile.write(state, file);
                            return file;
                        },
                        saved -> done.run());
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
        session.jobs()
                .start(
                        Texts.of("job.save", file.getFileName()),
                        job -> {
                            SavedSession saved =
                                    SessionJson.value(SessionJson.tree(now), SavedSession.class);
                            SessionReport.of(open, seen, some, saved).write(file);
                            return file;
                        },
                        written -> {});
    }
}
