package org.mambascope.ui.session;

import org.mambascope.activation.PointStatistics;
import org.mambascope.dataset.Dataset;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ObservationPoint;
import org.mambascope.session.ImageScope;
import org.mambascope.session.ObservedSource;
import org.mambascope.ui.task.Job;
import org.mambascope.ui.task.Jobs;
import org.mambascope.ui.text.Texts;
import org.mambascope.workflow.Observation;
import org.mambascope.workflow.Workbench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Runs one analysis at a time, remembers what single images showed, and picks what to look at. */
final class AnalysisRunner {
    private static final int ALL = -1;
    private static final int SOME = -2;

    /** What was shown last is there again at once; one of a large model takes 100 MB. */
    private static final int KEPT = 3;

    /** More lines over each other cannot be told apart. */
    private static final int OVERLAID = 8;

    private final Map<Subject, Observation> known =
            new LinkedHashMap<>(KEPT, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Subject, Observation> eldest) {
                    return size() > KEPT;
                }
            };
    private final Workbench backend;
    private final Jobs jobs;
    private final OpenState state;
    private final Observations observations;
    private Optional<Job> running = Optional.empty();
    private boolean wanted;

    AnalysisRunner(Workbench backend, Jobs jobs, OpenState state) {
        this.backend = backend;
        this.jobs = jobs;
        this.state = state;
        this.observations = state.observations();
        Selection selection = state.selection();
        selection.scopeProperty().subscribe((before, now) -> analyse());
        selection
                .imageProperty()
                .subscribe(
                        (before, now) -> {
                            if (selection.scopeProperty().get() == ImageScope.ONE) {
                                analyse();
                            }
                        });
    }

    void cancel() {
        running.ifPresent(Job::cancel);
        running = Optional.empty();
    }

    /** What is shown becomes old: it stays until something new comes, or nothing will. */
    void expire() {
        cancel();
        known.clear();
        observations.expire();
    }

    /** Goes on with what something else had stopped in vain, unless the user stopped it. */
    void goOn() {
        if (wanted && !observations.currentProperty().get()) {
            analyse();
        }
    }

    /** The user stopped a job: what was shown before stays, as old as it is. */
    void stopped(Job job) {
        if (running.equals(Optional.of(job))) {
            running = Optional.empty();
            wanted = false;
        }
    }

    void clear() {
        expire();
        observations.clear();
    }

    /** Runs the model on the images, afresh. */
    void again() {
        expire();
        analyse();
    }

    void analyse() {
        cancel();
        wanted = true;
        Subject subject = subject();
        Optional<Observation> before =
                Optional.ofNullable(known.get(subject))
                        .or(() -> Optional.ofNullable(known.get(subject.withScans())))
                        .or(() -> Optional.ofNullable(known.get(subject.overlaid())));
        if (before.isPresent()) {
            show(before.get());
        } else {
            observations.expire();
            state.model()
                    .property()
                    .get()
                    .ifPresent(
                            model ->
                                    state.images()
                                            .property()
                                            .get()
                                            .ifPresent(images -> start(model, images, subject)));
        }
    }

    /**
     * What is analysed.
     *
     * @param images number of one, {@link #ALL} or {@link #SOME}
     * @param scans whether also inside the scans
     */
    private record Subject(int images, boolean scans) {
        /** What is over all images is the same, whichever of them are drawn by themselves too. */
        Subject overlaid() {
            return images == ALL ? new Subject(SOME, scans) : this;
        }

        Subject withScans() {
            return new Subject(images, true);
        }
    }

    private Subject subject() {
        Selection selection = state.selection();
        int images =
                switch (selection.scopeProperty().get()) {
                    case AVERAGE -> ALL;
                    case OVERLAY -> SOME;
                    case ONE -> selection.imageProperty().get();
                };
        return new Subject(images, selection.sourceProperty().get() == ObservedSource.SCANS);
    }

    private static List<ObservationPoint> points(LoadedModel model, Subject subject) {
        List<ObservationPoint> points = new ArrayList<>(model.network().points());
        if (subject.scans()) {
            points.addAll(model.network().scanPoints());
        }
        return points;
    }

    private void start(LoadedModel model, ImageSet images, Subject subject) {
        List<ObservationPoint> points = points(model, subject);
        Dataset dataset =
                switch (subject.images()) {
                    case ALL, SOME -> images.sample();
                    default -> images.only(subject.images());
                };
        running =
                Optional.of(
                        jobs.look(
                                Texts.of("job.analyse", dataset.size()),
                                job ->
                                        subject.images() == SOME
                                                ? backend.overlay(
                                                        model,
                                                        dataset,
                                                        points,
                                                        images.evenly(OVERLAID),
                                                        job)
                                                : new Observation(
                                                        backend.analyse(
                                                                model,
                                                                dataset,
                                                                points,
                                                                job,
                                                                known ->
                                                                        job.show(
                                                                                () ->
                                                                                        observations
                                                                                                .showOutline(
                                                                                                        known))),
                                                        List.of()),
                                result -> {
                                    running = Optional.empty();
                                    known.put(subject, result);
                                    show(result);
                                },
                                () -> observations.showOutline(List.of())));
    }

    private void show(Observation result) {
        Selection selection = state.selection();
        observations.show(result);
        state.layers().chooseSame();
        state.layers()
                .chooseFragile()
                .ifPresent(worst -> selection.tokenProperty().set(widest(worst)));
    }

    /** The visual token with the largest value: something worth looking at first. */
    private static OptionalInt widest(PointStatistics statistics) {
        ObservationPoint point = statistics.point();
        return IntStream.range(0, point.tokens())
                .filter(token -> point.order().cell(token).isPresent())
                .boxed()
                .max(Comparator.comparing(statistics.tokens()::absoluteMaximum))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }
}
