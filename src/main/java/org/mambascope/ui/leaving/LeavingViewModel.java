package org.mambascope.ui.leaving;

import org.mambascope.model.LoadedModel;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.task.Job;
import org.mambascope.ui.text.Texts;

import java.util.List;
import java.util.stream.Collectors;

/** What would be lost if the window closed or something else were opened, and what can be done. */
public final class LeavingViewModel {
    /** Event that the question is about. */
    public enum Step {
        /** The window closes: whatever runs ends. */
        CLOSE,
        /** A model or session takes the place of what is open. */
        OPEN
    }

    private final Session session;
    private final SavingViewModel saving;
    private final Step step;
    private final Runnable goOn;

    /**
     * @param goOn what is done once nothing is lost that the user wants
     */
    public LeavingViewModel(Session session, SavingViewModel saving, Step step, Runnable goOn) {
        this.session = session;
        this.saving = saving;
        this.step = step;
        this.goOn = goOn;
    }

    /** Returns true if there is anything to ask about. */
    public boolean isQuestion() {
        return session.modelProperty().get().isPresent()
                && (session.files().isUnsaved() || !ending().isEmpty());
    }

    /** Returns true if something was made that is in no file. */
    public boolean isUnsaved() {
        return session.files().isUnsaved();
    }

    /** What would end: everything for a window, what makes something for another model. */
    private List<Job> ending() {
        return session.jobs().goingOn().stream()
                .filter(job -> step == Step.CLOSE || job.isMaking())
                .toList();
    }

    /** The question's title. */
    public String title() {
        return Texts.of(step == Step.CLOSE ? "leaving.close.title" : "leaving.open.title");
    }

    /** What would be lost, in sentences. */
    public String text() {
        String name = session.modelProperty().get().map(LoadedModel::name).orElse("");
        String unsaved = isUnsaved() ? Texts.of("leaving.unsaved", name) + " " : "";
        List<Job> ending = ending();
        String jobs = ending.stream().map(Job::title).collect(Collectors.joining(", "));
        return ending.isEmpty() ? unsaved.strip() : unsaved + Texts.of("leaving.running", jobs);
    }

    /** The button that saves and goes on. */
    public String saveText() {
        return word("leaving.save");
    }

    /** The button that goes on without saving. */
    public String discardText() {
        return isUnsaved()
                ? word("leaving.discard")
                : Texts.of("leaving.stop" + (step == Step.CLOSE ? ".close" : ""));
    }

    private String word(String key) {
        return Texts.of(key + (ending().isEmpty() ? "" : ".stop"));
    }

    /** Saves; stops what runs and goes on when the file is there. */
    public void save() {
        saving.save(this::discard);
    }

    /** Stops what runs and goes on. */
    public void discard() {
        ending().forEach(Job::cancel);
        goOn.run();
    }
}
