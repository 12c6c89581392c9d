package org.mambascope.ui.inspector;

import javafx.beans.binding.Bindings;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.value.ObservableValue;

import org.mambascope.experiment.task.DetectionAgreement;
import org.mambascope.image.Picture;
import org.mambascope.model.DetectorHead;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ModelSummary;
import org.mambascope.model.detection.Detections;
import org.mambascope.report.detection.DetectionDrawing;
import org.mambascope.report.detection.DrawnObject;
import org.mambascope.ui.session.ImageSet;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.task.Job;
import org.mambascope.ui.text.Texts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a detector finds in the chosen image; it is asked in the background, once an image. */
public final class FoundObjectsViewModel {
    /** Twice the pixels of the place, for fine screens. */
    private static final DetectionDrawing DRAWING = new DetectionDrawing(384, 20);

    /** Masks of a large image's hundred objects take 13 MB. */
    private static final int KEPT = 8;

    private final Map<Integer, Found> known =
            new LinkedHashMap<>(KEPT, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Integer, Found> eldest) {
                    return size() > KEPT;
                }
            };
    private final ReadOnlyObjectWrapper<Optional<Found>> found =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final DoubleProperty score = new SimpleDoubleProperty(DetectionAgreement.SCORE);
    private final Session session;
    private final ObservableValue<List<DrawnObject>> objects;
    private Optional<Job> asking = Optional.empty();

    /**
     * What was found in an image.
     *
     * @param model that was asked
     * @param frame the image as the network sees it
     * @param factor pixels of the frame for one pixel of the image
     */
    private record Found(LoadedModel model, Picture frame, double factor, Detections detections) {}

    FoundObjectsViewModel(Session session) {
        this.session = session;
        this.objects = Bindings.createObjectBinding(this::objectsNow, found, score);
        session.modelProperty().subscribe((before, now) -> forget());
        session.imagesProperty().subscribe((before, now) -> forget());
        session.selection().imageProperty().subscribe((before, now) -> look());
        look();
    }

    private void forget() {
        known.clear();
        look();
    }

    private void look() {
        asking.ifPresent(Job::cancel);
        asking = Optional.empty();
        int chosen = session.selection().imageProperty().get();
        found.set(Optional.ofNullable(known.get(chosen)));
        if (found.get().isEmpty()) {
            session.modelProperty()
                    .get()
                    .ifPresent(
                            model ->
                                    session.imagesProperty()
                                            .get()
                                            .filter(images -> chosen < images.size())
                                            .ifPresent(images -> ask(model, images, chosen)));
        }
    }

    private void ask(LoadedModel model, ImageSet images, int image) {
        if (model.network().head() instanceof DetectorHead detector) {
            asking =
                    Optional.of(
                            session.jobs()
                                    .look(
                                            Texts.of(
                                                    "job.detect",
                                                    images.previews().get(image).name()),
                                            job -> found(model, detector, images, image, job),
                                            answer -> {
                                                known.put(image, answer);
                                                found.set(Optional.of(answer));
                                            },
                                            () -> {}));
        }
    }

    private Found found(
            LoadedModel model, DetectorHead detector, ImageSet images, int image, Job job) {
        Picture whole = images.sample().picture(image);
        ModelSummary input = model.network().summary();
        return new Found(
                model,
                model.preprocessing().fit(whole),
                detector.preprocessing().factorOnto(whole, input.imageHeight(), input.imageWidth()),
                session.backend().detect(model, whole, job));
    }

    private List<DrawnObject> objectsNow() {
        return found.get()
                .map(
                        answer ->
                                DrawnObject.of(
                                        answer.detections().atLeast(score.get()),
                                        answer.model()::className))
                .orElse(List.of());
    }

    /** Whether the open model finds objects. */
    ObservableValue<Boolean> present() {
        return session.modelProperty()
                .map(
                        open ->
                                open.filter(model -> model.network().head() instanceof DetectorHead)
                                        .isPresent());
    }

    /** Score from which an object is shown, 0 … 1. */
    public DoubleProperty score() {
        return score;
    }

    /** The objects with at least the score, the surest first; none before they are known. */
    public ObservableValue<List<DrawnObject>> objects() {
        return objects;
    }

    /** The chosen image with its objects; empty before they are known. */
    ObservableValue<Optional<Picture>> drawing() {
        return objects.map(
                shown ->
                        found.get()
                                .map(
                                        answer ->
                                                DRAWING.draw(
                                                        answer.frame(), answer.factor(), shown)));
    }

    /** How many objects there are, in words; empty before they are known. */
    ObservableValue<String> count() {
        return objects.map(
                shown ->
                        found.get()
                                .map(answer -> Texts.of("picture.objects", shown.size()))
                                .orElse(""));
    }
}
