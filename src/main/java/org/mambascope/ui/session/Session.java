package org.mambascope.ui.session;

import ai.djl.Device;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;

import org.mambascope.activation.AnalysisResult;
import org.mambascope.activation.PointStatistics;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.argument.Reading;
import org.mambascope.session.ObservedSource;
import org.mambascope.session.SessionFile;
import org.mambascope.ui.task.Jobs;
import org.mambascope.ui.text.Texts;
import org.mambascope.workflow.Workbench;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Everything that is open, and the commands that change it. Whenever a model and images are there,
 * they are analysed; whatever makes an analysis useless cancels it.
 */
public final class Session {
    private static final List<String> MODEL_ENDINGS = List.of(".safetensors", ".pth", ".pt");

    private final ObjectProperty<Optional<String>> notice =
            new SimpleObjectProperty<>(Optional.empty());
    private final Workbench backend;
    private final Jobs jobs;
    private final OpenState state;
    private final AnalysisRunner analysis;
    private final LayerWeights weights;
    private final PinnedModels pinned;
    private final BasisViews bases;
    private final ImageCommands images;
    private final ModelCommands models;
    private final SessionFiles files;
    private Consumer<Runnable> leaving = Runnable::run;

    /** Puts the parts together, each over those that it needs. */
    public Session(Workbench backend, JobsFactory factory) {
        Consumer<String> notices = into(notice);
        this.backend = backend;
        this.jobs = factory.create(notices);
        this.state = OpenState.empty(backend, jobs);
        this.analysis = new AnalysisRunner(backend, jobs, state);
        this.weights = new LayerWeights(backend, jobs, state);
        this.pinned = new PinnedModels(backend, jobs, state);
        this.bases = new BasisViews(backend, jobs, state, pinned);
        this.images = new ImageCommands(state.images(), analysis, pinned, notices);
        this.models = new ModelCommands(state, analysis, weights, images);
        this.files =
                new SessionFiles(
                        jobs, state, new SessionRestorer(jobs, state, models, images, pinned));
        follow(state, analysis, weights, images);
        files.begin();
        jobs.afterAll(backend::giveMemoryBack);
    }

    /** Makes the session's jobs; they tell their problems to the session. */
    @FunctionalInterface
    public interface JobsFactory {
        Jobs create(Consumer<String> problems);
    }

    private static Consumer<String> into(ObjectProperty<Optional<String>> notice) {
        return words -> notice.set(Optional.of(words));
    }

    private static void follow(
            OpenState state, AnalysisRunner analysis, LayerWeights weights, ImageCommands images) {
        state.selection()
                .sourceProperty()
                .subscribe((before, now) -> show(now, state, analysis, weights));
        state.images().sampleSizeProperty().subscribe((before, now) -> images.readAgain());
    }

    private static void show(
            ObservedSource source, OpenState state, AnalysisRunner analysis, LayerWeights weights) {
        switch (source) {
            case WEIGHTS -> weights.need();
            case ACTIVATIONS -> {}
            case SCANS -> {
                if (state.layers().layers().getValue().isEmpty()) {
                    analysis.analyse();
                }
            }
        }
        state.layers().chooseSame();
    }

    /** Opens whatever was given: a session, a weight file as the model, all else as images. */
    public void open(List<Path> paths) {
        Optional<Path> earlier = paths.stream().filter(SessionFile::isSession).findFirst();
        if (earlier.isPresent()) {
            openSession(earlier.get());
            return;
        }
        paths.stream().filter(Session::isModel).findFirst().ifPresent(this::openModel);
        List<Path> others = paths.stream().filter(path -> !isModel(path)).toList();
        if (!others.isEmpty()) {
            images.open(others);
        }
    }

    /** Whether a file's name is that of a weight file. */
    public static boolean isModel(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return MODEL_ENDINGS.stream().anyMatch(name::endsWith);
    }

    /** The last question that opening a file led to. */
    public ReadOnlyObjectProperty<Optional<OpenModel.Question>> questionProperty() {
        return state.model().questionProperty();
    }

    /**
     * Keeps which reading the user chose, and goes on with what the question stopped: opening the
     * file, or the session that names it.
     */
    public void decide(OpenModel.Question question, Reading reading) {
        jobs.start(
                Texts.of("job.describe", question.file().getFileName()),
                job -> {
                    backend.decide(question.file(), reading.arguments());
                    return question.file();
                },
                this::goOn);
    }

    private void goOn(Path decided) {
        if (state.model().isOpen(decided)) {
            models.asked().run();
        } else {
            leaving.accept(models.asked());
        }
    }

    /** Opens a weight file in place of the model. */
    public void openModel(Path file) {
        if (state.model().isOpen(file)) {
            models.open(file, () -> {}, () -> {});
        } else {
            leaving.accept(() -> models.open(file, () -> {}, files::begin));
        }
    }

    /**
     * Lets somebody ask before what is open gives way to something else.
     *
     * @param question goes on with what it is given, now, later or never
     */
    public void askBeforeLeaving(Consumer<Runnable> question) {
        leaving = question;
    }

    /** Moves the model to another device. */
    public void useDevice(Device chosen) {
        if (state.model().choose(chosen)) {
            modelProperty().get().map(LoadedModel::file).ifPresent(this::openModel);
        }
    }

    /** Opens a session in place of this one. */
    public void openSession(Path file) {
        leaving.accept(() -> files.open(file));
    }

    /** Brings back what a crash left behind. */
    public void restoreSession(Path left) {
        leaving.accept(() -> files.restore(left));
    }

    /** Runs the model on the images, afresh. */
    public void analyse() {
        analysis.again();
    }

    /** Stops what is running. */
    public void cancel() {
        jobs.runningProperty()
                .get()
                .ifPresent(
                        job -> {
                            job.cancel();
                            analysis.stopped(job);
                        });
    }

    /** Reads the layers' matrices unless they were read before. */
    public void needWeights() {
        weights.need();
    }

    /** How a command is told of a model: its file, and what is said of it elsewhere. */
    public List<String> modelArguments(LoadedModel open) {
        return state.model().arguments(open);
    }

    /** The commands that change which images are open. */
    public ImageCommands images() {
        return images;
    }

    /** The model to compare with. */
    public PinnedModels pinned() {
        return pinned;
    }

    /** The files of this session. */
    public SessionFiles files() {
        return files;
    }

    /** The chosen layer's input in every basis. */
    public BasisViews bases() {
        return bases;
    }

    /** What is looked at. */
    public Selection selection() {
        return state.selection();
    }

    /** How it is looked at. */
    public ViewOptions options() {
        return state.options();
    }

    /** What runs. */
    public Jobs jobs() {
        return jobs;
    }

    /** What computes. */
    public Workbench backend() {
        return backend;
    }

    /** The open model. */
    public ReadOnlyObjectProperty<Optional<LoadedModel>> modelProperty() {
        return state.model().property();
    }

    /** Where models run; empty before anybody chose. */
    public ReadOnlyObjectProperty<Optional<Device>> deviceProperty() {
        return state.model().deviceProperty();
    }

    /** The open images. */
    public ReadOnlyObjectProperty<Optional<ImageSet>> imagesProperty() {
        return state.images().property();
    }

    /** How many images are analysed at most. */
    public IntegerProperty sampleSizeProperty() {
        return state.images().sampleSizeProperty();
    }

    /** What the model showed on the images in scope. */
    public ObservableValue<Optional<AnalysisResult>> observationProperty() {
        return state.observations().resultProperty();
    }

    /** What an analysis that runs knows so far of the points that images have passed. */
    public ReadOnlyObjectProperty<List<PointStatistics>> outlineProperty() {
        return state.observations().outlineProperty();
    }

    /** Whether what is shown is of the images that are open. */
    public ReadOnlyBooleanProperty currentProperty() {
        return state.observations().currentProperty();
    }

    /** Statistics of the layers' matrices; none before they were read. */
    public ReadOnlyObjectProperty<List<PointStatistics>> weightsProperty() {
        return state.observations().weightsProperty();
    }

    /** What single images showed at the chosen point, if they are to be seen. */
    public List<PointStatistics> overlaid() {
        return selection()
                .pointProperty()
                .get()
                .map(state.observations()::ofImages)
                .orElse(List.of());
    }

    /** The points that the chosen source has of every layer, whether or not they are known yet. */
    public List<ObservationPoint> points() {
        return state.layers().points();
    }

    /** What enters each linear layer, in the order in which they run; none before an analysis. */
    public ObservableValue<List<PointStatistics>> layers() {
        return state.layers().layers();
    }

    /** What the model showed at the chosen point. */
    public ObservableValue<Optional<PointStatistics>> statistics() {
        return state.layers().chosen();
    }

    /** The layer that the chosen point belongs to, whatever is shown of it. */
    public Optional<LayerSite> chosenLayer() {
        return state.layers().layer();
    }

    /** Something that the user should know, in words; views empty it when it was read. */
    public ObjectProperty<Optional<String>> noticeProperty() {
        return notice;
    }

    /** The user's own words. */
    public StringProperty notesProperty() {
        return state.notes();
    }
}
