package org.mambascope.ui.session;

import ai.djl.Device;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;

import org.mambascope.activation.AnalysisResult;
import org.mambascope.activation.PointStatistics;
import org.mambascope.image.Picture;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.argument.Reading;
import org.mambascope.session.ObservedSource;
import org.mambascope.session.SessionFile;
import org.mambascope.session.SessionState;
import org.mambascope.ui.task.Jobs;
import org.mambascope.ui.text.Texts;
import org.mambascope.workflow.Observation;
import org.mambascope.workflow.Workbench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Everything that is open, and the commands that change it. Whenever a model and images are there,
 * they are analysed; whatever makes an analysis useless cancels it.
 */
public final class Session {
    private static final List<String> MODEL_ENDINGS = List.of(".safetensors", ".pth", ".pt");

    private final ObjectProperty<Optional<String>> notice =
            new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<Path>> replaced =
            new ReadOnlyObjectWrapper<>(List.of());
    private final StringProperty notes = new SimpleStringProperty("");
    private final Selection selection = new Selection();
    private final ViewOptions options = new ViewOptions();
    private final Workbench backend;
    private final Jobs jobs;
    private final OpenModel model;
    private final OpenImages images;
    private final AnalysisRunner analyst;
    private final LayerWeights weights;
    private final ObservableValue<Optional<AnalysisResult>> result;
    private final VisibleLayers layers;
    private final PinnedModels pinning;
    private final BasisViews bases;
    private final SessionFiles files;
    private Consumer<Runnable> leaving = Runnable::run;
    private Runnable asked = () -> {};

    public Session(Workbench backend, JobsFactory factory) {
        this.backend = backend;
        this.jobs = factory.create(this::tell);
        this.model = new OpenModel(backend, jobs, this::leaveModel, this::lookAtModel);
        this.images = new OpenImages(backend, jobs, selection, this::preview, this::lookAtImages);
        this.analyst = new AnalysisRunner(backend, jobs, this);
        this.weights = new LayerWeights(this);
        this.result = analyst.observationProperty().map(seen -> seen.map(Observation::result));
        this.layers = new VisibleLayers(this);
        this.pinning = new PinnedModels(this, model);
        this.bases = new BasisViews(this);
        this.files = new SessionFiles(this);
        selection.sourceProperty().subscribe((before, now) -> changeSource());
        sampleSizeProperty()
                .subscribe(
                        (before, now) ->
                                images.property().get().ifPresent(set -> read(set.sources())));
        files.begin();
        jobs.afterAll(backend::giveMemoryBack);
    }

    /** Makes the session's jobs; they tell their problems to the session. */
    @FunctionalInterface
    public interface JobsFactory {
        Jobs create(Consumer<String> problems);
    }

    private void tell(String problem) {
        notice.set(Optional.of(problem));
    }

    /** Opens whatever was given: a session, a weight file as the model, all else as images. */
    public void open(List<Path> paths) {
        Optional<Path> earlier = paths.stream().filter(SessionFile::isSession).findFirst();
        if (earlier.isPresent()) {
            openSession(earlier.get());
            return;
        }
        paths.stream().filter(Session::isModel).findFirst().ifPresent(this::openModel);
        List<Path> pictures = paths.stream().filter(path -> !isModel(path)).toList();
        if (!pictures.isEmpty()) {
            openImages(pictures);
        }
    }

    /** Whether a file's name is that of a weight file. */
    public static boolean isModel(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return MODEL_ENDINGS.stream().anyMatch(name::endsWith);
    }

    /**
     * Weights that fit more than one reading, between which the user has to decide.
     *
     * @param file the weights
     * @param readings two or more
     */
    public record Question(Path file, List<Reading> readings) {
        public Question {
            readings = List.copyOf(readings);
        }
    }

    /** The last question that opening a file led to. */
    public ReadOnlyObjectProperty<Optional<Question>> questionProperty() {
        return model.questionProperty();
    }

    /**
     * Keeps which reading the user chose, and goes on with what the question stopped: opening the
     * file, or the session that names it.
     */
    public void decide(Question question, Reading reading) {
        jobs().start(
                        Texts.of("job.describe", question.file().getFileName()),
                        job -> {
                            backend().decide(question.file(), reading.arguments());
                            return question.file();
                        },
                        this::goOn);
    }

    private void goOn(Path decided) {
        if (isOpen(decided)) {
            asked.run();
        } else {
            leaving.accept(asked);
        }
    }

    /** Opens a weight file in place of the model. */
    public void openModel(Path file) {
        if (isOpen(file)) {
            openModel(file, () -> {}, () -> {});
        } else {
            leaving.accept(() -> openModel(file, () -> {}, files::begin));
        }
    }

    private boolean isOpen(Path file) {
        return modelProperty().get().filter(open -> open.file().equals(file)).isPresent();
    }

    /**
     * @param before run when it can be opened, while the old one is still there
     * @param then run when everybody knows it
     */
    void openModel(Path file, Runnable before, Runnable then) {
        analyst.cancel();
        asked = () -> openModel(file, before, then);
        model.open(file, before, then, analyst::goOn);
    }

    /**
     * Lets somebody ask before what is open gives way to something else.
     *
     * @param question goes on with what it is given, now, later or never
     */
    public void askBeforeLeaving(Consumer<Runnable> question) {
        leaving = question;
    }

    private void leaveModel() {
        analyst.clear();
        weights.clear();
    }

    private void lookAtModel() {
        if (selection.sourceProperty().get() == ObservedSource.WEIGHTS) {
            weights.read();
        }
        images.property().get().ifPresent(set -> read(set.sources()));
    }

    /** Moves the model to another device. */
    public void useDevice(Device chosen) {
        if (model.choose(chosen)) {
            modelProperty().get().map(LoadedModel::file).ifPresent(this::openModel);
        }
    }

    /** How a command is told of a model: its file, and what is said of it elsewhere. */
    public List<String> modelArguments(LoadedModel open) {
        return model.arguments(open);
    }

    /** Opens files and folders in place of the images that are open. */
    public void openImages(List<Path> paths) {
        List<Path> before = images.sources();
        boolean others = !before.isEmpty() && !paths.containsAll(before);
        read(paths, () -> replaced.set(others ? before : List.of()));
    }

    /** Adds files and folders to the images that are open. */
    public void addImages(List<Path> paths) {
        read(images.with(paths));
    }

    /** Opens the replaced images again, after those that are open. */
    public void showReplaced() {
        List<Path> all = new ArrayList<>(images.sources());
        all.addAll(replaced.get());
        read(all);
    }

    /** Forgets some of the files and folders. */
    public void removeImages(List<Path> paths) {
        List<Path> left = images.sources().stream().filter(path -> !paths.contains(path)).toList();
        if (left.isEmpty()) {
            clearImages();
        } else {
            read(left);
        }
    }

    /** The images in whose place others were opened last; empty if there were none. */
    public ReadOnlyObjectProperty<List<Path>> replacedProperty() {
        return replaced.getReadOnlyProperty();
    }

    /** Forgets all images. */
    public void clearImages() {
        analyst.clear();
        images.clear();
    }

    /**
     * What is shown stays until these are read; what ran on the old ones goes on if they cannot.
     */
    private void read(List<Path> sources) {
        read(sources, () -> replaced.set(List.of()));
    }

    private void read(List<Path> sources, Runnable then) {
        analyst.cancel();
        images.read(sources, then, analyst::goOn);
    }

    private UnaryOperator<Picture> preview() {
        return modelProperty()
                .get()
                .map(LoadedModel::preprocessing)
                .<UnaryOperator<Picture>>map(form -> form::fit)
                .orElse(UnaryOperator.identity());
    }

    private void lookAtImages(ImageSet set) {
        pinning.again();
        leftOut(set.notes()).ifPresent(why -> notice.set(Optional.of(why)));
        analyse();
    }

    private static Optional<String> leftOut(List<String> notes) {
        return notes.stream()
                .findFirst()
                .map(
                        first ->
                                notes.size() == 1
                                        ? first
                                        : Texts.of("images.left-out", first, notes.size() - 1));
    }

    /** Runs the model on the images, afresh. */
    public void analyse() {
        analyst.expire();
        analyst.analyse();
    }

    /** Stops what is running. */
    public void cancel() {
        jobs.runningProperty()
                .get()
                .ifPresent(
                        job -> {
                            job.cancel();
                            analyst.stopped(job);
                        });
    }

    private void changeSource() {
        switch (selection.sourceProperty().get()) {
            case WEIGHTS -> needWeights();
            case ACTIVATIONS -> {}
            case SCANS -> {
                if (layers().getValue().isEmpty()) {
                    analyst.analyse();
                }
            }
        }
        chooseSameLayer();
    }

    /** Reads the layers' matrices unless they were read before. */
    public void needWeights() {
        weights.need();
    }

    /** The layer in view stays in view, from another source; or else its block. */
    void chooseSameLayer() {
        layers.chooseSame();
    }

    /** Chooses the most fragile layer where none is chosen: something worth looking at first. */
    Optional<PointStatistics> chooseFragile() {
        Optional<PointStatistics> fragile =
                statistics().getValue().isPresent()
                        ? Optional.empty()
                        : selection.measureProperty().get().worst(layers().getValue());
        fragile.ifPresent(worst -> selection.choose(worst.point()));
        return fragile;
    }

    /** What single images showed at the chosen point, if they are to be seen. */
    public List<PointStatistics> overlaid() {
        return selection.pointProperty().get().map(analyst::ofImages).orElse(List.of());
    }

    /** Keeps what the open model showed, to compare others with. */
    public void pin() {
        pinning.pin();
    }

    /** Runs another model on the open images and keeps what it shows. */
    public void pin(Path file) {
        pin(file, Optional.empty());
    }

    /**
     * The same.
     *
     * @param name of the model; that of its file if empty
     */
    public void pin(Path file, Optional<String> name) {
        pinning.pin(file, name);
    }

    /** Compares with nothing any more. */
    public void unpin() {
        pinning.unpin();
    }

    /** Opens a session in place of this one. */
    public void openSession(Path file) {
        leaving.accept(() -> files.open(file));
    }

    /** Brings back what a crash left behind. */
    public void restoreSession(Path left) {
        leaving.accept(() -> files.restore(left));
    }

    /** The file that this session was opened from or saved to last. */
    public Optional<Path> file() {
        return files.file();
    }

    /** Whether something was made or written that no file of the user's has. */
    public boolean isUnsaved() {
        return files.isUnsaved();
    }

    /** Saves this session; {@code done} is run when it is written. */
    public void save(Path file, Runnable done) {
        files.save(file, done);
    }

    /** Writes this session as one HTML page. */
    public void report(Path file) {
        files.report(file);
    }

    /** From now on files of this session keep this as well. */
    public void keep(SessionPart<?> part) {
        files.keep(part);
    }

    /** What files of this session keep beside what is open. */
    List<SessionPart<?>> parts() {
        return files.parts();
    }

    /** This session as a file keeps it. */
    public SessionState state() {
        return files.state();
    }

    /** The open model. */
    public ReadOnlyObjectProperty<Optional<LoadedModel>> modelProperty() {
        return model.property();
    }

    /** Where models run; empty before anybody chose. */
    public ReadOnlyObjectProperty<Optional<Device>> deviceProperty() {
        return model.deviceProperty();
    }

    /** The open images. */
    public ReadOnlyObjectProperty<Optional<ImageSet>> imagesProperty() {
        return images.property();
    }

    /** How many images are analysed at most. */
    public IntegerProperty sampleSizeProperty() {
        return images.sampleSizeProperty();
    }

    /** What the model showed on the images in scope. */
    public ObservableValue<Optional<AnalysisResult>> observationProperty() {
        return result;
    }

    /** What an analysis that runs knows so far of the points that images have passed. */
    public ReadOnlyObjectProperty<List<PointStatistics>> outlineProperty() {
        return analyst.outlineProperty();
    }

    /** The points that the chosen source has of every layer, whether or not they are known yet. */
    public List<ObservationPoint> points() {
        return layers.points();
    }

    /** Whether what is shown is of the images that are open. */
    public ReadOnlyBooleanProperty currentProperty() {
        return analyst.currentProperty();
    }

    /** Statistics of the layers' matrices; none before they were read. */
    public ReadOnlyObjectProperty<List<PointStatistics>> weightsProperty() {
        return weights.property();
    }

    /** What enters each linear layer, in the order in which they run; none before an analysis. */
    public ObservableValue<List<PointStatistics>> layers() {
        return layers.layers();
    }

    /** What the model showed at the chosen point. */
    public ObservableValue<Optional<PointStatistics>> statistics() {
        return layers.chosen();
    }

    /** The layer that the chosen point belongs to, whatever is shown of it. */
    public Optional<LayerSite> chosenLayer() {
        return layers.layer();
    }

    /** The model to compare with. */
    public ReadOnlyObjectProperty<Optional<PinnedModel>> pinnedProperty() {
        return pinning.property();
    }

    /** The pinned model's statistics at the chosen point; none of weights. */
    public Optional<PointStatistics> pinnedStatistics() {
        return pinning.statistics();
    }

    /** Something that the user should know, in words; views empty it when it was read. */
    public ObjectProperty<Optional<String>> noticeProperty() {
        return notice;
    }

    /** The user's own words. */
    public StringProperty notesProperty() {
        return notes;
    }

    /** The chosen layer's input in every basis. */
    public BasisViews bases() {
        return bases;
    }

    public Selection selection() {
        return selection;
    }

    public ViewOptions options() {
        return options;
    }

    public Jobs jobs() {
        return jobs;
    }

    public Workbench backend() {
        return backend;
    }
}
