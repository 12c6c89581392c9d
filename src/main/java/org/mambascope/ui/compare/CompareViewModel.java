package org.mambascope.ui.compare;

import ai.djl.Device;

import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

import org.mambascope.experiment.Accuracy;
import org.mambascope.experiment.Answers;
import org.mambascope.experiment.Choices;
import org.mambascope.experiment.Comparison;
import org.mambascope.experiment.WilsonInterval;
import org.mambascope.experiment.benchmark.RunTime;
import org.mambascope.experiment.run.Run;
import org.mambascope.image.Dataset;
import org.mambascope.model.LoadedModel;
import org.mambascope.report.ExperimentTables;
import org.mambascope.report.Figure;
import org.mambascope.report.NumberFormatting;
import org.mambascope.report.TradeOff;
import org.mambascope.ui.control.Fact;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.figure.FigureCardViewModel;
import org.mambascope.ui.figure.TableExport;
import org.mambascope.ui.quantise.ConversionViewModel;
import org.mambascope.ui.quantise.QuantiseViewModel;
import org.mambascope.ui.run.Runs;
import org.mambascope.ui.session.ImageSet;
import org.mambascope.ui.session.Job;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.text.Numbers;
import org.mambascope.ui.text.Texts;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The workspace: runs, what is measured of them, and how two of them differ. */
public final class CompareViewModel {
    /** Numbers of images to choose among; the last stands for all. */
    public static final List<Integer> LIMITS = List.of(64, 256, 1000, 5000, Integer.MAX_VALUE);

    private static final int MOST_CHANGED = 24;

    /** Larger matrices could not be read. */
    private static final int MOST_CLASSES = 16;

    private static final double SIGNIFICANT = 0.05;

    private final ObjectProperty<List<Integer>> selected = new SimpleObjectProperty<>(List.of());
    private final ObjectProperty<Optional<Path>> dataset =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Integer> limit = new SimpleObjectProperty<>(256);
    private final ObjectProperty<Optional<Device>> device =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Integer> batch = new SimpleObjectProperty<>(1);
    private final BooleanProperty againstTime = new SimpleBooleanProperty(false);
    private final ReadOnlyObjectWrapper<List<Run>> chosen = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<ChangedImage>> changed =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ObjectProperty<Optional<ConfusionPair.Cell>> cell =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObservableValue<List<Path>> sources;
    private final ObservableValue<Boolean> canMeasure;
    private final FigureCardViewModel tradeOff;
    private final SensitivityViewModel sensitivity;
    private final SearchViewModel search;
    private final Session session;
    private final Runs runs;
    private final FileDialogs dialogs;
    private Optional<Job> looking = Optional.empty();

    public CompareViewModel(
            Session session, FileDialogs dialogs, Runs runs, QuantiseViewModel quantise) {
        this.sensitivity = new SensitivityViewModel(session, quantise);
        this.search = new SearchViewModel(session, quantise, dialogs);
        this.session = session;
        this.runs = runs;
        this.dialogs = dialogs;
        this.sources =
                Bindings.createObjectBinding(
                        () ->
                                dataset.get()
                                        .map(List::of)
                                        .orElseGet(
                                                () ->
                                                        session.imagesProperty()
                                                                .get()
                                                                .map(ImageSet::sources)
                                                                .orElse(List.of())),
                        dataset,
                        session.imagesProperty());
        this.canMeasure =
                Bindings.createBooleanBinding(
                        () ->
                                session.modelProperty().get().isPresent()
                                        && !sources.getValue().isEmpty(),
                        session.modelProperty(),
                        sources);
        ObservableValue<Optional<Figure>> figure =
                Bindings.createObjectBinding(this::figure, runs.all(), againstTime);
        this.tradeOff =
                new FigureCardViewModel(
                        figure,
                        session.jobs(),
                        dialogs,
                        () -> session.modelProperty().get().map(LoadedModel::name).orElse(""));
        chosen.subscribe((before, now) -> cell.set(Optional.empty()));
        chosen.subscribe((before, now) -> look());
        cell.subscribe((before, now) -> look());
        selected.subscribe((before, now) -> choose());
        runs.all().addListener((ListChangeListener<Run>) change -> choose());
    }

    private void choose() {
        chosen.set(
                runs.all().stream().filter(run -> selected.get().contains(run.number())).toList());
    }

    /** All runs, the open model first. */
    public ObservableList<Run> runs() {
        return runs.all();
    }

    /** Numbers of the chosen runs; set by the view. */
    public ObjectProperty<List<Integer>> selected() {
        return selected;
    }

    /** The chosen runs, in the order of the table's beginning. */
    public ObservableValue<List<Run>> chosen() {
        return chosen.getReadOnlyProperty();
    }

    /** How many images accuracy is measured on at most. */
    public ObjectProperty<Integer> limit() {
        return limit;
    }

    /** Where time is measured; empty for the first device. */
    public ObjectProperty<Optional<Device>> device() {
        return device;
    }

    /** How many images are timed at once. */
    public ObjectProperty<Integer> batch() {
        return batch;
    }

    /** Whether the chart shows time instead of size. */
    public BooleanProperty againstTime() {
        return againstTime;
    }

    /** What accuracy is measured on, in a word. */
    public ObservableValue<String> datasetName() {
        return sources.map(
                paths ->
                        paths.isEmpty()
                                ? Texts.of("calibration.none")
                                : paths.getFirst().getFileName().toString());
    }

    /** Measures on the session's own images. */
    public void useOpenImages() {
        dataset.set(Optional.empty());
    }

    /** Asks for an IDX file or a picture. */
    public void chooseFile() {
        dialogs.images().stream().findFirst().ifPresent(file -> dataset.set(Optional.of(file)));
    }

    /** Asks for a folder. */
    public void chooseFolder() {
        dialogs.folder().ifPresent(folder -> dataset.set(Optional.of(folder)));
    }

    /** Whether there is a model and something to measure it on. */
    public ObservableValue<Boolean> canMeasure() {
        return canMeasure;
    }

    /** Asks the chosen runs, or all, and the open model about the same images. */
    public void measureAccuracy() {
        session.modelProperty()
                .get()
                .filter(open -> canMeasure.getValue())
                .ifPresent(
                        open -> {
                            List<Run> asked = toMeasure();
                            List<Path> from = sources.getValue();
                            int most = limit.get();
                            session.jobs()
                                    .start(
                                            Texts.of("job.accuracy", asked.size()),
                                            job ->
                                                    session.backend()
                                                            .evaluate(
                                                                    open,
                                                                    files(asked),
                                                                    session.backend().open(from),
                                                                    most,
                                                                    job),
                                            answers -> answered(from, asked, answers));
                        });
    }

    /** The command that measures accuracy in a terminal. */
    Optional<String> accuracyInTerminal() {
        return MeasuringCommand.accuracy(session, toMeasure(), sources.getValue(), limit.get());
    }

    /** The command that measures the open model's time in a terminal. */
    Optional<String> timeInTerminal() {
        return MeasuringCommand.time(session, batch.get());
    }

    /** Saves the runs and what was measured of them. */
    TableExport export() {
        return new TableExport(
                session.jobs(),
                dialogs,
                () -> session.modelProperty().get().map(LoadedModel::name).orElse("") + "-runs",
                () ->
                        runs.all().isEmpty()
                                ? Optional.empty()
                                : Optional.of(ExperimentTables.runs(runs.all())));
    }

    /** Answers about other images cannot be compared any more. */
    private void answered(List<Path> from, List<Run> asked, List<Answers> answers) {
        runs.answered(from, asked, answers);
    }

    /** Times the chosen runs, or all, and the open model in turns. */
    public void measureTime() {
        session.modelProperty()
                .get()
                .ifPresent(
                        open -> {
                            List<Run> measured = toMeasure();
                            session.jobs()
                                    .start(
                                            Texts.of("job.time", measured.size()),
                                            job ->
                                                    session.backend()
                                                            .time(
                                                                    open,
                                                                    files(measured),
                                                                    device.get()
                                                                            .orElseGet(
                                                                                    () ->
                                                                                            session.backend()
                                                                                                    .devices()
                                                                                                    .getFirst()),
                                                                    batch.get(),
                                                                    job),
                                            times -> runs.timed(measured, times));
                        });
    }

    /** The open model first, then the chosen runs, or all if there is none among them. */
    private List<Run> toMeasure() {
        List<Run> others = chosen.getValue().stream().filter(run -> !run.isOriginal()).toList();
        List<Run> wanted =
                others.isEmpty()
                        ? runs.all().stream().filter(run -> !run.isOriginal()).toList()
                        : others;
        return Stream.concat(runs.original().stream(), wanted.stream()).toList();
    }

    private static List<Path> files(List<Run> measured) {
        return measured.stream()
                .filter(run -> !run.isOriginal())
                .map(run -> run.made().file())
                .toList();
    }

    private Optional<Figure> figure() {
        List<TradeOff.Model> models =
                runs.all().stream()
                        .filter(run -> run.accuracy().isPresent() && !run.hidden())
                        .flatMap(
                                run ->
                                        cost(run).stream()
                                                .mapToObj(
                                                        cost ->
                                                                new TradeOff.Model(
                                                                        run.name(),
                                                                        cost,
                                                                        run.accuracy()
                                                                                .orElseThrow()
                                                                                .top1())))
                        .toList();
        return models.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new TradeOff(
                                againstTime.get() ? "time of an image (ms)" : "size (MB)",
                                "top-1 (%)",
                                models));
    }

    private OptionalDouble cost(Run run) {
        if (!againstTime.get()) {
            return OptionalDouble.of(run.made().bytes() / 1e6);
        }
        return run.time()
                .map(time -> OptionalDouble.of(time.medianMs()))
                .orElse(OptionalDouble.empty());
    }

    /** Which layers suffer most. */
    public SensitivityViewModel sensitivity() {
        return sensitivity;
    }

    /** The search for a bit plan. */
    public SearchViewModel search() {
        return search;
    }

    /** Quantises each layer alone, at the bits of the plan in mind. */
    public void measureSensitivity() {
        measurable().ifPresent(open -> sensitivity.measure(open, sources.getValue(), limit.get()));
    }

    /** Measures layers at all widths that the search offers. */
    public void measureWidths() {
        measurable().ifPresent(open -> search.measure(open, sources.getValue(), limit.get()));
    }

    private Optional<LoadedModel> measurable() {
        return session.modelProperty().get().filter(open -> canMeasure.getValue());
    }

    /** Accuracy against size or time. */
    public FigureCardViewModel tradeOff() {
        return tradeOff;
    }

    /** How the answers of a run differ from the open model's. */
    public Optional<Comparison> comparison(Run run) {
        return run.isOriginal() ? Optional.empty() : runs.original().flatMap(run::comparedTo);
    }

    /** How many times faster than the open model a run is. */
    public Optional<Double> speedUp(Run run) {
        return runs.original().flatMap(run::speedUp);
    }

    /** Gives a run another name and note. */
    public void call(Run run, String name, String note) {
        if (!name.isBlank() && !(name.equals(run.name()) && note.equals(run.note()))) {
            runs.call(run.number(), name, note);
        }
    }

    /** Takes the chosen runs out of sight. */
    public void hide() {
        runs.hide(chosen.getValue().stream().filter(run -> !run.isOriginal()).toList(), true);
    }

    /** Shows all runs again. */
    public void showAll() {
        runs.hide(runs.all().stream().filter(Run::hidden).toList(), false);
    }

    /** Forgets the chosen runs. */
    public void remove() {
        runs.remove(chosen.getValue());
    }

    /** Asks where to, and saves the file of the chosen run. */
    public void saveModel() {
        chosen.getValue().stream()
                .filter(run -> !run.isOriginal())
                .findFirst()
                .ifPresent(run -> ConversionViewModel.save(run, session, dialogs));
    }

    /** Opens the chosen run's model in place of the open one, to observe it. */
    public void observe() {
        chosen.getValue().stream()
                .filter(run -> !run.isOriginal())
                .findFirst()
                .ifPresent(run -> session.pin(run.made().file()));
    }

    /** The chosen run's name, or the two whose difference is shown. */
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
        return chosen.map(
                some ->
                        switch (some.size()) {
                            case 0 -> List.of();
                            case 1 -> facts(some.getFirst());
                            default -> difference(some.get(0), some.get(1));
                        });
    }

    private List<Fact> facts(Run run) {
        List<Fact> facts = new ArrayList<>();
        run.accuracy().ifPresent(found -> facts.addAll(accuracy(run, found)));
        comparison(run)
                .ifPresent(
                        with ->
                                facts.add(
                                        Fact.of(
                                                Texts.of("run.agreement"),
                                                Texts.of("run.percent", with.agreement()))));
        run.time().ifPresent(time -> facts.addAll(time(time)));
        if (!Double.isNaN(run.made().seconds())) {
            Duration taken = Duration.ofMillis(Math.round(1000 * run.made().seconds()));
            facts.add(Fact.of(Texts.of("run.seconds"), Numbers.time(taken)));
        }
        facts.add(Fact.of(Texts.of("run.method"), run.made().method()));
        facts.add(Fact.of(Texts.of("run.computed"), computed(run)));
        return facts;
    }

    /** How a run's figures were computed. */
    static String computed(Run run) {
        int integers = run.time().map(RunTime::integerLayers).orElse(0);
        return run.isOriginal()
                ? Texts.of("run.reference")
                : integers > 0 ? Texts.of("run.integers", integers) : Texts.of("run.simulated");
    }

    private static List<Fact> accuracy(Run run, Accuracy found) {
        WilsonInterval interval = run.interval().orElseThrow();
        return List.of(
                Fact.of(Texts.of("run.top1"), Texts.of("run.percent", found.top1())),
                Fact.of(
                        Texts.of("run.interval"),
                        Texts.of("run.interval.value", interval.low(), interval.high())),
                Fact.of(Texts.of("run.top5"), Texts.of("run.percent", found.top5())),
                Fact.of(Texts.of("run.images"), NumberFormatting.count(found.images())));
    }

    private static List<Fact> time(RunTime time) {
        return List.of(
                Fact.of(
                        Texts.of("run.time"),
                        Texts.of("run.time.value", time.medianMs(), time.p95Ms())),
                Fact.of(Texts.of("run.spread"), Texts.of("run.spread.value", time.spreadMs())));
    }

    private List<Fact> difference(Run first, Run second) {
        return second.comparedTo(first)
                .map(
                        found ->
                                List.of(
                                        Fact.of(
                                                Texts.of("run.agreement"),
                                                Texts.of("run.percent", found.agreement())),
                                        new Fact(
                                                Texts.of("run.mcnemar"),
                                                Texts.of("run.p", found.probability()),
                                                found.probability() < SIGNIFICANT)))
                .orElse(List.of());
    }

    /** What the paired test says, in a sentence; how to come by it as long as it cannot. */
    public ObservableValue<String> verdict() {
        return chosen.map(
                some -> {
                    if (some.size() < 2) {
                        return Texts.of(runs.all().size() < 2 ? "compare.hint" : "compare.choose");
                    }
                    return some.get(1)
                            .comparedTo(some.get(0))
                            .map(
                                    found ->
                                            Texts.of(
                                                    found.probability() < SIGNIFICANT
                                                            ? "compare.differ"
                                                            : "compare.alike"))
                            .orElseGet(() -> Texts.of("compare.measure"));
                });
    }

    static String decibels(double ratio) {
        return Double.isInfinite(ratio) ? "∞" : Texts.of("whatif.decibels", ratio);
    }

    /** Images of which two chosen runs, or the chosen one and the open model, say other things. */
    public ObservableValue<List<ChangedImage>> changed() {
        return changed.getReadOnlyProperty();
    }

    /** Between which two, as {@code vim → PTS W4A4}. */
    public ObservableValue<String> changedTitle() {
        return chosen.map(
                some ->
                        pair().map(
                                        two ->
                                                Texts.of(
                                                        "compare.between",
                                                        two.get(0).name(),
                                                        two.get(1).name()))
                                .orElse(""));
    }

    private Optional<List<Run>> pair() {
        List<Run> some = chosen.getValue();
        if (some.size() >= 2) {
            return Optional.of(some.subList(0, 2));
        }
        return some.stream()
                .filter(run -> !run.isOriginal())
                .findFirst()
                .flatMap(run -> runs.original().map(original -> List.of(original, run)));
    }

    /** Finds the changed images in the background, since pictures have to be read. */
    private void look() {
        looking.ifPresent(Job::cancel);
        looking = Optional.empty();
        changed.set(List.of());
        pair().filter(two -> two.get(1).comparedTo(two.get(0)).isPresent())
                .ifPresent(
                        two ->
                                session.modelProperty()
                                        .get()
                                        .ifPresent(open -> look(open, two.get(0), two.get(1))));
    }

    private void look(LoadedModel open, Run first, Run second) {
        Choices before = first.choices().orElseThrow();
        Choices after = second.choices().orElseThrow();
        int[] differing =
                IntStream.range(0, before.images())
                        .filter(image -> before.chosen()[image] != after.chosen()[image])
                        .filter(image -> isIn(cell.get(), after, image))
                        .limit(MOST_CHANGED)
                        .toArray();
        if (differing.length == 0) {
            return;
        }
        List<Path> from = runs.askedAbout();
        looking =
                Optional.of(
                        session.jobs()
                                .start(
                                        Texts.of("job.changed"),
                                        job -> {
                                            Dataset images = session.backend().open(from);
                                            return IntStream.of(differing)
                                                    .mapToObj(
                                                            image ->
                                                                    changed(
                                                                            open, images, before,
                                                                            after, image))
                                                    .toList();
                                        },
                                        changed::set));
    }

    private static boolean isIn(Optional<ConfusionPair.Cell> place, Choices choices, int image) {
        return place.map(
                        at ->
                                at.label() == choices.labels()[image]
                                        && at.chosen() == choices.chosen()[image])
                .orElse(true);
    }

    /** Cell of the confusion matrix whose changed images are shown; empty for all. */
    public ObjectProperty<Optional<ConfusionPair.Cell>> cell() {
        return cell;
    }

    /** Which classes the two are taken for which; empty as long as something is not measured. */
    public ObservableValue<Optional<ConfusionPair>> confusion() {
        return chosen.map(some -> pair().flatMap(two -> confusion(two.get(0), two.get(1))));
    }

    private Optional<ConfusionPair> confusion(Run first, Run second) {
        return session.modelProperty()
                .get()
                .filter(open -> second.comparedTo(first).isPresent())
                .filter(open -> open.network().summary().classes() <= MOST_CLASSES)
                .map(
                        open -> {
                            int classes = open.network().summary().classes();
                            return new ConfusionPair(
                                    IntStream.range(0, classes).mapToObj(open::className).toList(),
                                    first.choices().orElseThrow().confusion(classes),
                                    second.choices().orElseThrow().confusion(classes));
                        });
    }

    private static ChangedImage changed(
            LoadedModel open, Dataset images, Choices before, Choices after, int image) {
        return new ChangedImage(
                open.preprocessing().fit(images.picture(before.indices()[image])),
                open.className(before.labels()[image]),
                open.className(before.chosen()[image]),
                open.className(after.chosen()[image]),
                after.isRight(image));
    }
}
