package org.mambascope.ui.session;

import ai.djl.Device;

import javafx.beans.binding.Bindings;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;

import org.mambascope.activation.AnalysisResult;
import org.mambascope.activation.PointStatistics;
import org.mambascope.image.Picture;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ObservationPoint;
import org.mambascope.report.SessionReport;
import org.mambascope.report.session.SavedSession;
import org.mambascope.report.session.SessionJson;
import org.mambascope.ui.text.Texts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Everything that is open, and the commands that change it. Whenever a model and images are there,
 * they are analysed; whatever makes an analysis useless cancels it.
 */
public final class Session {
    /** Images in a report. */
    private static final int MOST_REPORTED = 24;

    private static final List<String> MODEL_ENDINGS = List.of(".safetensors", ".pth", ".pt");

    private final ReadOnlyObjectWrapper<Optional<LoadedModel>> model = empty();
    private final ReadOnlyObjectWrapper<Optional<ImageSet>> images = empty();
    private final ReadOnlyObjectWrapper<Optional<Device>> device = empty();
    private final IntegerProperty sampleSize = new SimpleIntegerProperty(32);
    private final ObjectProperty<Optional<String>> notice =
            new SimpleObjectProperty<>(Optional.empty());
    private final StringProperty notes = new SimpleStringProperty("");
    private final Selection selection = new Selection();
    private final ViewOptions options = new ViewOptions();
    private final Backend backend;
    private final Jobs jobs;
    private final Analyst analyst;
    private final Bases bases;
    private final ReadOnlyObjectWrapper<Optional<Pinned>> pinned = empty();
    private final ReadOnlyObjectWrapper<List<PointStatistics>> weights =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ObservableValue<Optional<AnalysisResult>> result;
    private final ObservableValue<List<PointStatistics>> layers;
    private final ObservableValue<Optional<PointStatistics>> statistics;
    private final List<Kept<?>> parts = new ArrayList<>();
    private Optional<Job> opening = Optional.empty();
    private Optional<Job> reading = Optional.empty();

    public Session(Backend backend, JobsFactory factory) {
        this.backend = backend;
        this.jobs = factory.create(this::tell);
        this.analyst = new Analyst(backend, jobs, this);
        this.result = analyst.observationProperty().map(seen -> seen.map(Observation::result));
        this.layers =
                Bindings.createObjectBinding(
                        this::layersNow, model, result, weights, selection.sourceProperty());
        this.statistics =
                Bindings.createObjectBinding(
                        () -> selection.pointProperty().get().flatMap(this::at),
                        selection.pointProperty(),
                        result,
                        weights);
        this.bases = new Bases(this);
        selection.sourceProperty().subscribe((before, now) -> changeSource());
        sampleSize.subscribe((before, now) -> images.get().ifPresent(set -> read(set.sources())));
    }

    private void tell(String problem) {
        analyst.dropExpired();
        notice.set(Optional.of(problem));
    }

    private List<PointStatistics> layersNow() {
        return switch (selection.sourceProperty().get()) {
            case WEIGHTS -> weights.get();
            case ACTIVATIONS ->
                    model.get().stream()
                            .flatMap(open -> open.network().layers().stream())
                            .flatMap(site -> at(site.input()).stream())
                            .toList();
            case SCANS ->
                    model.get().stream()
                            .flatMap(open -> open.network().scanPoints().stream())
                            .flatMap(point -> at(point).stream())
                            .toList();
        };
    }

    private Optional<PointStatistics> at(ObservationPoint point) {
        return result.getValue()
                .map(seen -> seen.points().get(point.name()))
                .or(
                        () ->
                                weights.get().stream()
                                        .filter(matrix -> matrix.point().equals(point))
                                        .findFirst());
    }

    private void changeSource() {
        switch (selection.sourceProperty().get()) {
            case WEIGHTS -> needWeights();
            case ACTIVATIONS -> {}
            case SCANS -> {
                if (layers.getValue().isEmpty()) {
                    analyst.analyse();
                }
            }
        }
        chooseSameLayer();
    }

    /** Statistics of the layers' matrices; none before they were read. */
    public ReadOnlyObjectProperty<List<PointStatistics>> weightsProperty() {
        return weights.getReadOnlyProperty();
    }

    /** Reads the layers' matrices unless they were read before. */
    public void needWeights() {
        if (weights.get().isEmpty()) {
            readWeights();
        }
    }

    private void readWeights() {
        model.get()
                .ifPresent(
                        open ->
                                jobs.start(
                                        Texts.of("job.weights"),
                                        job -> backend.weights(open, job),
                                        read -> {
                                            if (model.get().equals(Optional.of(open))) {
                                                weights.set(List.copyOf(read));
                                                chooseSameLayer();
                                            }
                                        }));
    }

    /** The layer in view stays in view, from another source; or else its block. */
    void chooseSameLayer() {
        selection.pointProperty().get().flatMap(this::alike).ifPresent(selection::choose);
    }

    private Optional<ObservationPoint> alike(ObservationPoint before) {
        List<PointStatistics> block =
                layers.getValue().stream()
                        .filter(shown -> shown.point().block() == before.block())
                        .toList();
        return block.stream()
                .filter(shown -> shown.point().kind().equals(before.kind()))
                .findFirst()
                .or(() -> selection.measureProperty().get().worst(block))
                .map(PointStatistics::point);
    }

    /** What single images showed at the chosen point, if they are to be seen. */
    public List<PointStatistics> overlaid() {
        return selection.pointProperty().get().stream()
                .flatMap(
                        point ->
                                analyst.observationProperty().get().stream()
                                        .flatMap(seen -> seen.images().stream())
                                        .flatMap(
                                                image ->
                                                        Optional.ofNullable(image.get(point.name()))
                                                                .stream()))
                .toList();
    }

    /** Keeps what the open model showed, to compare others with. */
    public void pin() {
        model.get()
                .ifPresent(
                        open ->
                                result.getValue()
                                        .ifPresent(
                                                seen ->
                                                        pinned.set(
                                                                Optional.of(
                                                                        new Pinned(
                                                                                open.name(),
                                                                                open.file(),
                                                                                seen,
                                                                                Map.of())))));
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
        Optional<Device> chosen = device.get();
        model.get()
                .ifPresent(
                        open -> images.get().ifPresent(set -> pin(open, file, name, chosen, set)));
    }

    private void pin(
            LoadedModel open,
            Path file,
            Optional<String> name,
            Optional<Device> chosen,
            ImageSet set) {
        jobs.start(
                Texts.of("job.pin", file.getFileName()),
                job -> pinned(open, file, chosen, set, job),
                other -> pinned.set(Optional.of(name.map(other::called).orElse(other))));
    }

    private Pinned pinned(
            LoadedModel open, Path file, Optional<Device> chosen, ImageSet set, Job job) {
        LoadedModel other =
                backend.load(file, chosen.orElseGet(() -> backend.devices().getFirst()), job);
        try {
            Paired pair = backend.pair(open, other, set.sample(), job);
            return new Pinned(other.name(), file, pair.result(), pair.decibels());
        } finally {
            other.close();
        }
    }

    /** Compares with nothing any more. */
    public void unpin() {
        options.swappedProperty().set(false);
        pinned.set(Optional.empty());
    }

    /** The model to compare with. */
    public ReadOnlyObjectProperty<Optional<Pinned>> pinnedProperty() {
        return pinned.getReadOnlyProperty();
    }

    /** The pinned model's statistics at the chosen point; none of weights. */
    public Optional<PointStatistics> pinnedStatistics() {
        return selection.sourceProperty().get() != Source.WEIGHTS
                ? selection
                        .pointProperty()
                        .get()
                        .flatMap(point -> pinned.get().flatMap(other -> other.at(point)))
                : Optional.empty();
    }

    /** Makes the session's jobs; they tell their problems to the session. */
    @FunctionalInterface
    public interface JobsFactory {
        Jobs create(Consumer<String> problems);
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
            addImages(pictures);
        }
    }

    /** Whether a file's name is that of a weight file. */
    public static boolean isModel(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return MODEL_ENDINGS.stream().anyMatch(name::endsWith);
    }

    /** Opens a weight file in place of the model. */
    public void openModel(Path file) {
        opening.ifPresent(Job::cancel);
        analyst.cancel();
        Optional<Device> chosen = device.get();
        opening =
                Optional.of(
                        jobs.start(
                                Texts.of("job.open", file.getFileName()),
                                job ->
                                        backend.load(
                                                file,
                                                chosen.orElseGet(
                                                        () -> backend.devices().getFirst()),
                                                job),
                                this::show));
    }

    private void show(LoadedModel loaded) {
        opening = Optional.empty();
        model.get().ifPresent(old -> jobs.afterwards(old::close));
        analyst.clear();
        weights.set(List.of());
        model.set(Optional.of(loaded));
        if (selection.sourceProperty().get() == Source.WEIGHTS) {
            readWeights();
        }
        images.get().ifPresent(set -> read(set.sources()));
    }

    /** Opens a session in place of this one. */
    public void openSession(Path file) {
        jobs.start(
                Texts.of("job.open", file.getFileName()),
                job -> SessionFile.read(file),
                new Restoring(this)::open);
    }

    /** Saves this session; {@code done} is run when it is written. */
    public void save(Path file, Runnable done) {
        SessionState state = state();
        jobs.start(
                Texts.of("job.save", file.getFileName()),
                job -> {
                    SessionFile.write(state, file);
                    return file;
                },
                saved -> done.run());
    }

    /** Writes this session as one HTML page. */
    public void report(Path file) {
        model.get()
                .ifPresent(
                        open ->
                                result.getValue()
                                        .ifPresent(seen -> report(open, seen, state(), file)));
    }

    private void report(LoadedModel open, AnalysisResult seen, SessionState now, Path file) {
        List<Picture> pictures = images.get().map(ImageSet::previews).orElse(List.of());
        List<Picture> some = pictures.subList(0, Math.min(MOST_REPORTED, pictures.size()));
        jobs.start(
                Texts.of("job.save", file.getFileName()),
                job -> {
                    SavedSession saved =
                            SessionJson.value(SessionJson.tree(now), SavedSession.class);
                    SessionReport.of(open, seen, some, saved).write(file);
                    return file;
                },
                written -> {});
    }

    /** From now on files of this session keep this as well. */
    public void keep(Kept<?> part) {
        parts.add(part);
    }

    /** What files of this session keep beside what is open. */
    List<Kept<?>> parts() {
        return parts;
    }

    /** This session as a file keeps it. */
    public SessionState state() {
        return new Restoring(this).state();
    }

    /** The user's own words. */
    public StringProperty notesProperty() {
        return notes;
    }

    /** Adds files and folders to the images. */
    public void addImages(List<Path> paths) {
        List<Path> all = new ArrayList<>(images.get().map(ImageSet::sources).orElse(List.of()));
        paths.stream().filter(path -> !all.contains(path)).forEach(all::add);
        read(all);
    }

    /** Forgets all images. */
    public void clearImages() {
        reading.ifPresent(Job::cancel);
        analyst.clear();
        images.set(Optional.empty());
    }

    private void read(List<Path> sources) {
        reading.ifPresent(Job::cancel);
        analyst.expire();
        UnaryOperator<Picture> seen = preview();
        reading =
                Optional.of(
                        jobs.start(
                                Texts.of("job.images"),
                                job ->
                                        ImageSet.read(
                                                sources,
                                                backend.open(sources),
                                                sampleSize.get(),
                                                seen,
                                                job),
                                this::show));
    }

    private UnaryOperator<Picture> preview() {
        return model.get()
                .map(LoadedModel::preprocessing)
                .<UnaryOperator<Picture>>map(form -> form::fit)
                .orElse(UnaryOperator.identity());
    }

    private void show(ImageSet set) {
        reading = Optional.empty();
        if (selection.imageProperty().get() >= set.size()) {
            selection.imageProperty().set(0);
        }
        images.set(Optional.of(set));
        pinned.get().ifPresent(other -> pin(other.file(), Optional.of(other.name())));
        set.unreadable().stream().findFirst().ifPresent(why -> notice.set(Optional.of(why)));
        analyse();
    }

    /** Runs the model on the images, afresh. */
    public void analyse() {
        analyst.expire();
        analyst.analyse();
    }

    /** Stops what is running. */
    public void cancel() {
        jobs.runningProperty().get().ifPresent(Job::cancel);
        analyst.dropExpired();
    }

    /** Moves the model to another device. */
    public void useDevice(Device chosen) {
        if (!device.get().equals(Optional.of(chosen))) {
            device.set(Optional.of(chosen));
            model.get().map(LoadedModel::file).ifPresent(this::openModel);
        }
    }

    /** How a command is told of a model: its file, and what is said of it elsewhere. */
    public List<String> modelArguments(LoadedModel open) {
        List<String> arguments = new ArrayList<>();
        arguments.add(open.file().toString());
        backend.description(open.file())
                .ifPresent(file -> arguments.addAll(List.of("--config", file.toString())));
        return arguments;
    }

    /** The open model. */
    public ReadOnlyObjectProperty<Optional<LoadedModel>> modelProperty() {
        return model.getReadOnlyProperty();
    }

    /** The open images. */
    public ReadOnlyObjectProperty<Optional<ImageSet>> imagesProperty() {
        return images.getReadOnlyProperty();
    }

    /** What the model showed on the images in scope. */
    public ObservableValue<Optional<AnalysisResult>> observationProperty() {
        return result;
    }

    /** Whether what is shown is of the images that are open. */
    public ReadOnlyBooleanProperty currentProperty() {
        return analyst.currentProperty();
    }

    /** What enters each linear layer, in the order in which they run; none before an analysis. */
    public ObservableValue<List<PointStatistics>> layers() {
        return layers;
    }

    /** What the model showed at the chosen point. */
    public ObservableValue<Optional<PointStatistics>> statistics() {
        return statistics;
    }

    /** Where models run; empty before anybody chose. */
    public ReadOnlyObjectProperty<Optional<Device>> deviceProperty() {
        return device.getReadOnlyProperty();
    }

    /** How many images are analysed at most. */
    public IntegerProperty sampleSizeProperty() {
        return sampleSize;
    }

    /** Something that the user should know, in words; views empty it when it was read. */
    public ObjectProperty<Optional<String>> noticeProperty() {
        return notice;
    }

    /** The chosen layer's input in every basis. */
    public Bases bases() {
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

    public Backend backend() {
        return backend;
    }

    private static <T> ReadOnlyObjectWrapper<Optional<T>> empty() {
        return new ReadOnlyObjectWrapper<>(Optional.empty());
    }
}
