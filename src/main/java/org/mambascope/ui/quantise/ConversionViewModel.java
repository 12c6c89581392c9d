package org.mambascope.ui.quantise;

import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;

import org.mambascope.base.file.AtomicFile;
import org.mambascope.experiment.run.QuantisationRecord;
import org.mambascope.experiment.run.Run;
import org.mambascope.model.LoadedModel;
import org.mambascope.quant.QuantisationJob;
import org.mambascope.quant.QuantisationObserver;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.QuantisationPlan;
import org.mambascope.report.chart.Figure;
import org.mambascope.report.figure.LossFigure;
import org.mambascope.report.figure.LossFigure.Curve;
import org.mambascope.report.text.NumberFormatting;
import org.mambascope.ui.action.CommandLine;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.figure.FigureCardViewModel;
import org.mambascope.ui.plan.PlanDraft;
import org.mambascope.ui.plan.PlanViewModel;
import org.mambascope.ui.run.Runs;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.task.Job;
import org.mambascope.ui.task.TaskRowViewModel;
import org.mambascope.ui.text.Numbers;
import org.mambascope.ui.text.Texts;
import org.mambascope.workflow.Calibration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Carries the plan out: one conversion at a time, in the background. What was done before a stop is
 * kept, and the same plan goes on from there.
 */
public final class ConversionViewModel {
    private final ReadOnlyObjectWrapper<Optional<TaskRowViewModel>> running =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Figure>> losses =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Run>> latest =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper outcome = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<LongConversion>> question =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final BooleanProperty paused = new SimpleBooleanProperty(false);
    private final ObservableValue<Boolean> canRun;
    private final FigureCardViewModel lossCard;
    private final List<Curve> curves = new ArrayList<>();
    private final Session session;
    private final PlanViewModel plan;
    private final CalibrationViewModel calibration;
    private final Runs runs;
    private final FileDialogs dialogs;
    private final Path folder;
    private Optional<PausableProgress> progress = Optional.empty();

    /**
     * Conversions.
     *
     * @param folder where quantised files are kept
     */
    ConversionViewModel(
            Session session,
            PlanViewModel plan,
            CalibrationViewModel calibration,
            Runs runs,
            FileDialogs dialogs,
            Path folder) {
        this.session = session;
        this.plan = plan;
        this.calibration = calibration;
        this.runs = runs;
        this.dialogs = dialogs;
        this.folder = folder;
        this.canRun =
                Bindings.createBooleanBinding(
                        () ->
                                session.modelProperty().get().isPresent()
                                        && calibration.source().getValue().isPresent()
                                        && running.get().isEmpty(),
                        session.modelProperty(),
                        calibration.source(),
                        running);
        this.lossCard = new FigureCardViewModel(losses, session, dialogs);
        paused.subscribe((before, now) -> progress.ifPresent(waiting -> waiting.setPaused(now)));
        session.modelProperty().subscribe((before, now) -> latest.set(Optional.empty()));
    }

    private String modelName() {
        return session.modelProperty().get().map(LoadedModel::name).orElse("");
    }

    /** Whether there is what it takes, and nothing runs. */
    public ObservableValue<Boolean> canRun() {
        return canRun;
    }

    /** The conversion that is waiting or running. */
    public ObservableValue<Optional<TaskRowViewModel>> running() {
        return running.getReadOnlyProperty();
    }

    /** What would take so long that it is asked about before it begins. */
    public ObservableValue<Optional<LongConversion>> question() {
        return question.getReadOnlyProperty();
    }

    /** Whether it is halted for a while. */
    public BooleanProperty paused() {
        return paused;
    }

    /** What came of the last one, in words; empty before. */
    public ObservableValue<String> outcome() {
        return outcome.getReadOnlyProperty();
    }

    /** What the last conversion made. */
    public ObservableValue<Optional<Run>> latest() {
        return latest.getReadOnlyProperty();
    }

    /** How losses fall, while methods learn. */
    public FigureCardViewModel losses() {
        return lossCard;
    }

    /** Begins, or goes on where the same plan was stopped. */
    public void run() {
        session.modelProperty()
                .get()
                .filter(open -> canRun.getValue())
                .ifPresent(open -> calibration.calibration().ifPresent(with -> run(open, with)));
    }

    private void run(LoadedModel open, Calibration with) {
        QuantisationPlan whole = wholePlan();
        start(open, whole, with, done -> finished(runs.add(origin(whole, with), done), done));
    }

    /**
     * Makes a run again by its recipe, as when its file was lost: the same method, bits, images,
     * setting and seed. It keeps its name and note.
     */
    public void makeAgain(Run run) {
        session.modelProperty()
                .get()
                .filter(open -> running.get().isEmpty())
                .ifPresent(
                        open ->
                                run.made()
                                        .origin()
                                        .ifPresent(origin -> makeAgain(open, run, origin)));
    }

    private void makeAgain(LoadedModel open, Run run, QuantisationRecord origin) {
        start(
                open,
                origin.plan(),
                new Calibration(origin.calibration(), origin.sets()),
                done -> {
                    runs.madeAgain(run.number(), origin, done);
                    finished(run, done);
                });
    }

    private static QuantisationRecord origin(QuantisationPlan whole, Calibration with) {
        return QuantisationRecord.of(whole, with.source(), with.sets());
    }

    private void start(
            LoadedModel open,
            QuantisationPlan whole,
            Calibration with,
            Consumer<QuantisationJob.Outcome> then) {
        start(open, whole, with, then, false);
    }

    private void start(
            LoadedModel open,
            QuantisationPlan whole,
            Calibration with,
            Consumer<QuantisationJob.Outcome> then,
            boolean evenIfLong) {
        Path target = target(open, whole, with);
        question.set(Optional.empty());
        Consumer<Duration> ask =
                time ->
                        question.set(
                                Optional.of(
                                        new LongConversion(
                                                whole,
                                                time,
                                                () -> start(open, whole, with, then, true),
                                                () -> question.set(Optional.empty()))));
        curves.clear();
        losses.set(Optional.empty());
        outcome.set("");
        paused.set(false);
        Job job =
                session.jobs()
                        .start(
                                Texts.of("job.quantise", whole.method().words()),
                                own ->
                                        convert(
                                                open,
                                                whole,
                                                with,
                                                target,
                                                own,
                                                evenIfLong ? Optional.empty() : Optional.of(ask)),
                                then);
        running.set(Optional.of(new TaskRowViewModel(job)));
        job.stateProperty().subscribe(this::follow);
    }

    /** The plan in mind, with how it is to be learned. */
    public QuantisationPlan wholePlan() {
        return wholePlan(plan.draft().getValue());
    }

    /** The same by another method. */
    public QuantisationPlan wholePlan(Method other) {
        return wholePlan(plan.draft().getValue().with(other));
    }

    private QuantisationPlan wholePlan(PlanDraft draft) {
        return new QuantisationPlan(
                draft.method(),
                draft.recipe(),
                draft.bits(),
                calibration.learning(),
                calibration.seed().get());
    }

    private Path target(LoadedModel open, QuantisationPlan whole, Calibration with) {
        // In words, because the numbers of enums change from start to start.
        int distinct = "%s %s %s".formatted(open.file().toAbsolutePath(), whole, with).hashCode();
        return folder.resolve(
                "%s-%s-%s-%08x.safetensors"
                        .formatted(
                                open.name(),
                                whole.method().id(),
                                whole.bits().all().toString().toLowerCase(Locale.ROOT),
                                distinct));
    }

    private QuantisationJob.Outcome convert(
            LoadedModel open,
            QuantisationPlan whole,
            Calibration with,
            Path target,
            Job job,
            Optional<Consumer<Duration>> ask)
            throws IOException {
        Files.createDirectories(folder);
        PausableProgress pausable = new PausableProgress(job);
        job.show(() -> progress = Optional.of(pausable));
        QuantisationJob.Outcome done =
                session.backend()
                        .quantise(
                                open,
                                whole,
                                with,
                                target,
                                pausable,
                                new QuantisationObserver() {
                                    @Override
                                    public void cost(Supplier<Optional<Duration>> expected) {
                                        job.report(0, 0, Texts.of("conversion.cost.measuring"));
                                        expected.get().ifPresent(time -> tell(job, time, ask));
                                    }

                                    @Override
                                    public void epoch(String block, int epoch, double loss) {
                                        job.show(() -> addLoss(words(open, block), loss));
                                    }
                                });
        if (!done.result().complete()) {
            throw new CancellationException();
        }
        return done;
    }

    /** What takes long is asked about, and begins again when the answer is yes. */
    /** A block as the window counts them, not as the file names it. */
    private static String words(LoadedModel open, String block) {
        return open.network().layers().stream()
                .filter(site -> site.name().startsWith(block + "."))
                .findFirst()
                .map(site -> Texts.of("conversion.block", site.block()))
                .orElse(block);
    }

    private static void tell(Job job, Duration time, Optional<Consumer<Duration>> ask) {
        if (ask.isPresent() && LongConversion.isLong(time)) {
            job.show(() -> ask.get().accept(time));
            throw new CancellationException("Asked about first.");
        }
        job.report(0, 0, Texts.of("conversion.cost", NumberFormatting.roughly(time)));
    }

    private void addLoss(String block, double loss) {
        Optional<Curve> before =
                curves.isEmpty() || !curves.getLast().block().equals(block)
                        ? Optional.empty()
                        : Optional.of(curves.removeLast());
        List<Double> values = new ArrayList<>(before.map(Curve::losses).orElse(List.of()));
        values.add(loss);
        curves.add(new Curve(block, values));
        losses.set(Optional.of(new LossFigure(curves)));
    }

    private void follow(Job.State state) {
        if (state.isOver()) {
            running.set(Optional.empty());
            progress = Optional.empty();
            paused.set(false);
        }
        if (state == Job.State.CANCELLED && question.get().isEmpty()) {
            outcome.set(Texts.of("conversion.stopped"));
        }
    }

    private void finished(Run run, QuantisationJob.Outcome done) {
        latest.set(runs.all().stream().filter(one -> one.number() == run.number()).findFirst());
        Duration taken = Duration.ofMillis(Math.round(1000 * done.result().seconds()));
        outcome.set(
                Texts.of(
                                "conversion.done",
                                run.name(),
                                done.result().layers().size(),
                                Numbers.time(taken))
                        + (done.resumed() > 0
                                ? Texts.of("conversion.resumed", done.resumed())
                                : ""));
    }

    /** Stops; what is done is kept. */
    public void cancel() {
        running.get().ifPresent(TaskRowViewModel::cancel);
    }

    /** Asks where to, and saves what the last conversion made. */
    public void saveModel() {
        latest.get().ifPresent(run -> save(run, session, dialogs));
    }

    /** Asks where to, and saves a run's file. */
    public static void save(Run run, Session session, FileDialogs dialogs) {
        dialogs.saveAs(
                        run.name().replaceAll("[^A-Za-z0-9]+", "-").toLowerCase(Locale.ROOT)
                                + ".safetensors")
                .ifPresent(
                        file ->
                                session.jobs()
                                        .write(
                                                file,
                                                to -> AtomicFile.copy(run.made().file(), to),
                                                () -> {}));
    }

    /** The command that does the same in a terminal; empty as long as something is missing. */
    public Optional<String> inTerminal() {
        return session.modelProperty()
                .get()
                .flatMap(open -> calibration.calibration().map(with -> inTerminal(open, with)));
    }

    private String inTerminal(LoadedModel open, Calibration with) {
        QuantisationPlan whole = wholePlan();
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "quantize",
                                open.file().toString(),
                                "--method",
                                whole.method().id(),
                                "--weight-bits",
                                Integer.toString(whole.bits().all().weight()),
                                "--activation-bits",
                                Integer.toString(whole.bits().all().activation())));
        boolean uniform = whole.bits().layers().isEmpty();
        if (!uniform) {
            arguments.addAll(List.of("--plan", whole.method().id() + "-plan.json"));
        }
        arguments.addAll(with.arguments());
        whole.recipe()
                .smoothing()
                .ifPresent(
                        alpha ->
                                arguments.addAll(
                                        List.of(
                                                "--alpha",
                                                String.format(Locale.ROOT, "%.2f", alpha))));
        if (whole.recipe().learned()) {
            arguments.addAll(
                    List.of(
                            "--setting",
                            whole.setting().id(),
                            "--epochs",
                            Integer.toString(whole.setting().epochs())));
        }
        arguments.addAll(
                List.of("--out", open.name() + "-" + whole.method().id() + ".safetensors"));
        return CommandLine.of(arguments) + (uniform ? "" : Texts.of("terminal.plan"));
    }
}
