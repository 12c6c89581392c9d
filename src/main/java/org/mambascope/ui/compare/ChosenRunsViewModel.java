package org.mambascope.ui.compare;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;

import org.mambascope.experiment.run.Run;
import org.mambascope.model.DetectorHead;
import org.mambascope.ui.control.Fact;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.quantise.ConversionViewModel;
import org.mambascope.ui.run.RunFiles;
import org.mambascope.ui.run.Runs;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.text.Texts;

import java.util.List;
import java.util.Optional;

/** The runs chosen in the table: what is said of them, and what can be done with them. */
public final class ChosenRunsViewModel {
    private final ObjectProperty<List<Integer>> numbers = new SimpleObjectProperty<>(List.of());
    private final ReadOnlyObjectWrapper<List<Run>> chosen = new ReadOnlyObjectWrapper<>(List.of());
    private final Session session;
    private final Runs runs;
    private final ObservableValue<List<Fact>> facts;
    private final ConversionViewModel conversion;
    private final RunFiles files;

    ChosenRunsViewModel(
            Session session, Runs runs, ConversionViewModel conversion, FileDialogs dialogs) {
        this.session = session;
        this.runs = runs;
        this.conversion = conversion;
        this.files = new RunFiles(session.jobs(), dialogs);
        this.facts = Bindings.createObjectBinding(this::factsNow, chosen, runs.lost());
        numbers.subscribe((before, now) -> choose());
        numbers.subscribe((before, now) -> runs.lookForFiles());
        runs.all().addListener((ListChangeListener<Run>) change -> choose());
    }

    private void choose() {
        chosen.set(
                runs.all().stream().filter(run -> numbers.get().contains(run.number())).toList());
    }

    /** Numbers of the chosen runs; set by the view. */
    public ObjectProperty<List<Integer>> numbers() {
        return numbers;
    }

    /** The chosen runs, in the order in which they were made. */
    public ObservableValue<List<Run>> runs() {
        return chosen.getReadOnlyProperty();
    }

    /** The chosen ones without the open model. */
    List<Run> made() {
        return chosen.get().stream().filter(run -> !run.isOriginal()).toList();
    }

    /** Two chosen runs, or the open model and the chosen one, whose difference is shown. */
    Optional<List<Run>> pair() {
        List<Run> some = chosen.get();
        return some.size() >= 2
                ? Optional.of(some.subList(0, 2))
                : made().stream()
                        .findFirst()
                        .flatMap(run -> runs.original().map(original -> List.of(original, run)));
    }

    /** Gives a run another name and note. */
    public void call(Run run, String name, String note) {
        if (!name.isBlank() && !(name.equals(run.name()) && note.equals(run.note()))) {
            runs.call(run.number(), name, note);
        }
    }

    /** Takes the chosen runs out of sight. */
    public void hide() {
        runs.hide(made(), true);
    }

    /** Shows all runs again. */
    public void showAll() {
        runs.hide(runs.all().stream().filter(Run::hidden).toList(), false);
    }

    /** Forgets the chosen runs. */
    public void remove() {
        runs.remove(chosen.get());
    }

    /** Asks where to, and saves the file of the first of them. */
    public void saveModel() {
        made().stream().findFirst().ifPresent(files::save);
    }

    /** Makes the first of them again by its recipe, as when its file is lost. */
    public void makeAgain() {
        made().stream().findFirst().ifPresent(conversion::makeAgain);
    }

    /** Shows the first of them beside the open model, to observe it. */
    public void observe() {
        made().stream()
                .findFirst()
                .ifPresent(run -> session.pinned().pin(run.made().file(), Optional.of(run.name())));
    }

    /** The chosen run's name, or that two are compared. */
    public ObservableValue<String> title() {
        return chosen.map(
                some ->
                        switch (some.size()) {
                            case 0 -> Texts.of("compare.none");
                            case 1 -> some.getFirst().name();
                            default -> Texts.of("compare.pair");
                        });
    }

    /** Figures of the chosen run, or of the difference of two. */
    public ObservableValue<List<Fact>> facts() {
        return facts;
    }

    private List<Fact> factsNow() {
        List<Run> some = chosen.get();
        return switch (some.size()) {
            case 0 -> List.of();
            case 1 ->
                    RunFacts.of(
                            some.getFirst(),
                            runs.original(),
                            runs.lost().getValue().contains(some.getFirst().number()));
            default -> RunFacts.difference(some.get(0), some.get(1));
        };
    }

    /** Whether the open model finds objects: then runs are tested against it alone. */
    ObservableValue<Boolean> detects() {
        return session.modelProperty()
                .map(
                        open ->
                                open.filter(model -> model.network().head() instanceof DetectorHead)
                                        .isPresent());
    }

    /** What the paired test says, in a sentence; how to come by it as long as it cannot. */
    public ObservableValue<String> verdict() {
        return chosen.map(
                some ->
                        some.size() < 2
                                ? Texts.of(
                                        runs.all().size() < 2 ? "compare.hint" : "compare.choose")
                                : verdict(some.get(0), some.get(1)));
    }

    private String verdict(Run first, Run second) {
        String task = detects().getValue() ? ".objects" : "";
        return second.comparedTo(first)
                .map(found -> found.isSignificant() ? "compare.differ" : "compare.alike")
                .map(key -> Texts.of(key + task))
                .orElseGet(() -> Texts.of("compare.measure" + task));
    }
}
