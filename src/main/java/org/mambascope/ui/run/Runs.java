package org.mambascope.ui.run;

import javafx.beans.Observable;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.mambascope.experiment.benchmark.RunTime;
import org.mambascope.experiment.run.Asked;
import org.mambascope.experiment.run.QuantisationRecord;
import org.mambascope.experiment.run.Run;
import org.mambascope.experiment.run.RunModel;
import org.mambascope.experiment.search.BitOperations;
import org.mambascope.model.LoadedModel;
import org.mambascope.quant.QuantisationJob;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.session.RunsState;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.session.SessionPart;
import org.mambascope.ui.text.Texts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The open model, and what was made of it, in the order in which it was made. */
public final class Runs {
    private final ObservableList<Run> all = FXCollections.observableArrayList();
    private final ObservableList<Run> shown = FXCollections.unmodifiableObservableList(all);
    private final ReadOnlyObjectWrapper<Set<Integer>> lost = new ReadOnlyObjectWrapper<>(Set.of());
    private final Session session;
    private Optional<Path> model = Optional.empty();
    private List<Path> askedAbout = List.of();
    private int next = Run.ORIGINAL + 1;

    public Runs(Session session) {
        this.session = session;
        session.modelProperty().subscribe(this::open);
        session.files()
                .keep(
                        new SessionPart<>(
                                RunsState.NAME,
                                RunsState.class,
                                this::state,
                                this::restore,
                                List.<Observable>of(all)));
    }

    /** Runs of another model are another story. */
    private void open(Optional<LoadedModel> opened) {
        Optional<Path> file = opened.map(LoadedModel::file);
        if (!file.equals(model)) {
            model = file;
            askedAbout = List.of();
            all.clear();
            opened.ifPresent(open -> all.add(original(open)));
        }
    }

    private Run original(LoadedModel open) {
        return Run.of(
                Run.ORIGINAL,
                open.name(),
                new RunModel(
                        open.file(),
                        Texts.of("run.original"),
                        "–",
                        open.file().toFile().length(),
                        bitOperations(BitPlan.FLOATING),
                        Double.NaN,
                        Optional.empty()));
    }

    private double bitOperations(BitPlan bits) {
        return session.modelProperty()
                .get()
                .map(open -> new BitOperations(open.network().layers()).of(bits))
                .orElse(Double.NaN);
    }

    private RunsState state() {
        return new RunsState(all, askedAbout.stream().map(Path::toString).toList());
    }

    private void restore(RunsState earlier) {
        if (!earlier.runs().isEmpty() && model.isPresent()) {
            all.setAll(earlier.runs());
            askedAbout = earlier.askedAbout().stream().map(Path::of).toList();
            lookForFiles();
            next = 1 + all.stream().mapToInt(Run::number).max().orElse(Run.ORIGINAL);
        }
    }

    /** All of them, the open model first. */
    public ObservableList<Run> all() {
        return shown;
    }

    /** The open model. */
    public Optional<Run> original() {
        return all.stream().filter(Run::isOriginal).findFirst();
    }

    /** What the runs were asked about. */
    public List<Path> askedAbout() {
        return askedAbout;
    }

    /** Numbers of runs whose files were not there when they were last looked for. */
    public ObservableValue<Set<Integer>> lost() {
        return lost.getReadOnlyProperty();
    }

    /** Looks whether the runs' files are still there, in the background. */
    public void lookForFiles() {
        List<Run> some = List.copyOf(all);
        session.jobs()
                .quietly(
                        () ->
                                some.stream()
                                        .filter(run -> !run.isOriginal())
                                        .filter(run -> !Files.isRegularFile(run.made().file()))
                                        .map(Run::number)
                                        .collect(Collectors.toSet()),
                        lost::set);
    }

    /** Adds what was made of the open model, in place of an earlier run of the same file. */
    public Run add(QuantisationRecord origin, QuantisationJob.Outcome outcome) {
        RunModel made = made(origin, outcome);
        Run run = Run.of(next++, origin.method().words() + " " + origin.bits().all(), made);
        all.removeIf(earlier -> earlier.made().file().equals(made.file()));
        all.add(run);
        return run;
    }

    private RunModel made(QuantisationRecord origin, QuantisationJob.Outcome outcome) {
        return new RunModel(
                outcome.file(),
                origin.method().words(),
                origin.method().bits(origin.bits()),
                outcome.file().toFile().length(),
                bitOperations(origin.bits()),
                outcome.result().seconds(),
                Optional.of(origin));
    }

    /**
     * Notes that a run was made again: it keeps its name and note. What was measured was measured
     * of the earlier file, so it is forgotten.
     */
    public void madeAgain(int number, QuantisationRecord origin, QuantisationJob.Outcome outcome) {
        RunModel made = made(origin, outcome);
        all.removeIf(other -> other.number() != number && other.made().file().equals(made.file()));
        change(number, run -> run.made(made));
        lookForFiles();
    }

    /** Gives a run another name and note. */
    public void call(int number, String name, String note) {
        change(number, run -> run.called(name, note));
    }

    /** Takes runs out of sight, or all back into it. */
    public void hide(List<Run> some, boolean hidden) {
        some.forEach(run -> change(run.number(), each -> each.hidden(hidden)));
    }

    /**
     * Notes what some of them said, the open model first. Answers about other images than before
     * make all earlier ones incomparable, so those are forgotten.
     */
    public void answered(List<Path> about, List<Run> asked, List<Asked> answers) {
        if (!about.equals(askedAbout)) {
            askedAbout = List.copyOf(about);
            all.replaceAll(run -> run.unasked());
        }
        for (int i = 0; i < asked.size(); i++) {
            Asked found = answers.get(i);
            change(asked.get(i).number(), run -> run.answering(found));
        }
    }

    /** Notes how long some of them took; what was timed in another way is forgotten. */
    public void timed(List<Run> measured, List<RunTime> times) {
        RunTime first = times.getFirst();
        all.replaceAll(run -> run.timed(run.time().filter(first::isComparableTo)));
        for (int i = 0; i < measured.size(); i++) {
            RunTime found = times.get(i);
            change(measured.get(i).number(), run -> run.timed(Optional.of(found)));
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
