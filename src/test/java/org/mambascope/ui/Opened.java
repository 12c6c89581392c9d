package org.mambascope.ui;

import org.mambascope.ui.session.Session;
import org.mambascope.ui.task.Jobs;

import java.nio.file.Path;
import java.util.List;

/** Sessions for tests of view models: jobs run at once, in the caller's thread. */
public final class Opened {
    private Opened() {}

    /** An empty session. */
    public static Session nothing(FakeBackend backend) {
        return new Session(backend, problems -> new Jobs(Runnable::run, Runnable::run, problems));
    }

    /** A session with a model and three images, analysed. */
    public static Session sample(FakeBackend backend) {
        Session session = nothing(backend);
        session.openModel(Path.of("vim.pth"));
        session.images().add(List.of(Path.of("0.png"), Path.of("1.png"), Path.of("2.png")));
        return session;
    }
}
