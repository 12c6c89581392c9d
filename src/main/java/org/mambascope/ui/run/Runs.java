package org.mambascope.ui.run;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.mambascope.experiment.Answers;
import org.mambascope.experiment.benchmark.RunTime;
import org.mambascope.model.LoadedModel;
import org.mambascope.quant.FileQuantisation;
import org.mambascope.quant.QuantisationPlan;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.text.Texts;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The open model, and what was made of it, in the order in which it was made. */
public final class Runs {
    private final ObservableList<Run> all = FXCollections.observableArrayList();
    private final ObservableList<Run> shown = FXCollections.unmodifiableObservableList(all);
    private Optional<Path> model = Optional.empty();
    private int next = Run.ORIGINAL + 1;

    public Runs(Session session) {
        session.modelProperty().subscribe(this::open);
    }

    /** Runs of another model are another story. */
    private void open(Optional<LoadedModel> opened) {
        Optional<Path> file = opened.map(LoadedModel::file);
        if (!file.equals(model)) {
            model = file;
            all.clear();
            opened.ifPresent(open -> all.add(original(open)));
        }
    }

    private static Run original(LoadedModel open) {
        return new Run(
                Run.ORIGINAL,
                open.name(),
                "",
                open.file(),
                Texts.of("run.original"),
                "–",
                Texts.of("run.reference"),
                open.file().toFile().length(),
                Double.NaN,
                Optional.empty(),
                Optional.empty());
    }

    /** All of them, the open model first. */
    public ObservableList<Run> all() {
        return shown;
    }

    /** The open model. */
    public Optional<Run> original() {
        return all.stream().filter(Run::isOriginal).findFirst();
    }

    /** Adds what was made of the open model, in place of an earlier run of the same file. */
    public Run add(QuantisationPlan plan, FileQuantisation.Outcome outcome) {
        Run run =
                new Run(
                        next++,
                        plan.method().words() + " " + plan.bits().all(),
                        "",
                        outcome.file(),
                        plan.method().words(),
                        plan.method().bits(plan.bits()),
                        Texts.of("run.simulated"),
                        outcome.file().toFile().length(),
                        outcome.result().seconds(),
                        Optional.empty(),
                        Optional.empty());
        all.removeIf(earlier -> earlier.file().equals(run.file()));
        all.add(run);
        return run;
    }

    /** Gives a run another name and note. */
    public void call(int number, String name, String note) {
        change(number, run -> run.called(name, note));
    }

    /** Notes what some of them said. */
    public void answered(List<Run> asked, List<Answers> answers) {
        for (int i = 0; i < asked.size(); i++) {
            Answers found = answers.get(i);
            change(asked.get(i).number(), run -> run.with(found));
        }
    }

    /** Forgets what all of them said. */
    public void forgetAnswers() {
        all.replaceAll(Run::withoutAnswers);
    }

    /** Notes how long some of them took. */
    public void timed(List<Run> measured, List<RunTime> times) {
        for (int i = 0; i < measured.size(); i++) {
            RunTime found = times.get(i);
            change(measured.get(i).number(), run -> run.with(found));
        }
    }

    private void change(int number, UnaryOperator<Run> how) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).number() == number) {
                all.set(i, how.apply(all.get(i)));
            }
        }
    }

    /** Forgets some of them; the open model stays, and so do the files. */
    public void remove(List<Run> some) {
        all.removeIf(
                run ->
                        !run.isOriginal()
                                && some.stream().anyMatch(other -> other.number() == run.number()));
    }
}
