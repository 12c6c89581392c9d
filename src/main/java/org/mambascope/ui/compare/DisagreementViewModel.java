package org.mambascope.ui.compare;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

import org.mambascope.dataset.Dataset;
import org.mambascope.experiment.evaluation.PredictedClasses;
import org.mambascope.experiment.run.Run;
import org.mambascope.model.LoadedModel;
import org.mambascope.ui.run.Runs;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.task.Job;
import org.mambascope.ui.text.Texts;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Where two models say different things: which classes, and which images. */
public final class DisagreementViewModel {
    private static final int MOST_CHANGED = 24;

    /** Larger matrices could not be read. */
    private static final int MOST_CLASSES = 16;

    private final ReadOnlyObjectWrapper<List<ChangedImage>> changed =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ObjectProperty<Optional<ConfusionPair.Cell>> cell =
            new SimpleObjectProperty<>(Optional.empty());
    private final Session session;
    private final Runs runs;
    private final ChosenRunsViewModel chosen;
    private Optional<Job> looking = Optional.empty();

    DisagreementViewModel(Session session, Runs runs, ChosenRunsViewModel chosen) {
        this.session = session;
        this.runs = runs;
        this.chosen = chosen;
        chosen.runs().subscribe((before, now) -> cell.set(Optional.empty()));
        chosen.runs().subscribe((before, now) -> look());
        cell.subscribe((before, now) -> look());
    }

    /** Images of which two chosen runs, or the chosen one and the open model, say other things. */
    public ObservableValue<List<ChangedImage>> changed() {
        return changed.getReadOnlyProperty();
    }

    /** Between which two, as {@code vim → PTS W4A4}. */
    public ObservableValue<String> title() {
        return chosen.runs()
                .map(
                        some ->
                                chosen.pair()
                                        .map(
                                                two ->
                                                        Texts.of(
                                                                "compare.between",
                                                                two.get(0).name(),
                                                                two.get(1).name()))
                                        .orElse(""));
    }

    /** Finds the changed images in the background, since pictures have to be read. */
    private void look() {
        looking.ifPresent(Job::cancel);
        looking = Optional.empty();
        changed.set(List.of());
        chosen.pair()
                .filter(two -> two.stream().allMatch(run -> run.choices().isPresent()))
                .filter(two -> two.get(1).comparedTo(two.get(0)).isPresent())
                .ifPresent(
                        two ->
                                session.modelProperty()
                                        .get()
                                        .ifPresent(open -> look(open, two.get(0), two.get(1))));
    }

    private void look(LoadedModel open, Run first, Run second) {
        PredictedClasses before = first.choices().orElseThrow();
        PredictedClasses after = second.choices().orElseThrow();
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

    private static boolean isIn(
            Optional<ConfusionPair.Cell> place, PredictedClasses choices, int image) {
        return place.map(
                        at ->
                                at.label() == choices.labels()[image]
                                        && at.chosen() == choices.chosen()[image])
                .orElse(true);
    }

    private static ChangedImage changed(
            LoadedModel open,
            Dataset images,
            PredictedClasses before,
            PredictedClasses after,
            int image) {
        return new ChangedImage(
                open.preprocessing().fit(images.picture(before.indices()[image])),
                open.className(before.labels()[image]),
                open.className(before.chosen()[image]),
                open.className(after.chosen()[image]),
                after.isRight(image));
    }

    /** Cell of the confusion matrix whose changed images are shown; empty for all. */
    public ObjectProperty<Optional<ConfusionPair.Cell>> cell() {
        return cell;
    }

    /** Which classes the two are taken for which; empty as long as something is not measured. */
    public ObservableValue<Optional<ConfusionPair>> confusion() {
        return chosen.runs()
                .map(some -> chosen.pair().flatMap(two -> confusion(two.get(0), two.get(1))));
    }

    private Optional<ConfusionPair> confusion(Run first, Run second) {
        return session.modelProperty()
                .get()
                .filter(open -> first.choices().isPresent() && second.choices().isPresent())
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
}
