package org.mambascope.ui.inspector;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;

import org.mambascope.activation.AnalysisResult;
import org.mambascope.image.Picture;
import org.mambascope.ui.session.Selection;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.text.Texts;

import java.util.Optional;

/** The chosen image as the network sees it, and what the model takes it for. */
public final class ChosenImageViewModel {
    private final Session session;
    private final ObservableValue<Optional<Picture>> image;
    private final ObservableValue<Optional<Picture>> shown;
    private final ObservableValue<String> caption;
    private final FoundObjectsViewModel objects;

    ChosenImageViewModel(Session session) {
        this.session = session;
        this.objects = new FoundObjectsViewModel(session);
        this.image =
                Bindings.createObjectBinding(
                        this::imageNow,
                        session.imagesProperty(),
                        session.selection().imageProperty());
        ObservableValue<Optional<Picture>> drawing = objects.drawing();
        ObservableValue<String> count = objects.count();
        this.shown =
                Bindings.createObjectBinding(
                        () -> drawing.getValue().or(image::getValue), drawing, image);
        this.caption =
                Bindings.createStringBinding(
                        () -> captionNow(count.getValue()),
                        image,
                        count,
                        session.currentProperty(),
                        session.observationProperty());
    }

    private Optional<Picture> imageNow() {
        int chosen = session.selection().imageProperty().get();
        return session.imagesProperty()
                .get()
                .filter(images -> chosen < images.size())
                .map(images -> images.previews().get(chosen));
    }

    private String captionNow(String count) {
        return imageNow()
                .map(
                        chosen ->
                                predicted()
                                        .map(
                                                name ->
                                                        Texts.of(
                                                                "picture.caption",
                                                                chosen.name(),
                                                                name))
                                        .orElse(
                                                count.isEmpty()
                                                        ? chosen.name()
                                                        : chosen.name() + "\n" + count))
                .orElse("");
    }

    /** What the model takes the chosen image for, where it has been asked. */
    private Optional<String> predicted() {
        Selection selection = session.selection();
        int index =
                switch (selection.scopeProperty().get()) {
                    case AVERAGE -> selection.imageProperty().get();
                    case OVERLAY -> Integer.MAX_VALUE;
                    case ONE -> 0;
                };
        return session.observationProperty()
                .getValue()
                .filter(seen -> session.currentProperty().get())
                .map(AnalysisResult::predictions)
                .filter(predictions -> index < predictions.size())
                .filter(predictions -> predictions.get(index) >= 0)
                .flatMap(
                        predictions ->
                                session.modelProperty()
                                        .get()
                                        .map(model -> model.className(predictions.get(index))));
    }

    /** What a detector finds in the chosen image. */
    public FoundObjectsViewModel objects() {
        return objects;
    }

    /** Name of the chosen image, and what the model takes it for or how much it finds in it. */
    public ObservableValue<String> caption() {
        return caption;
    }

    /** The chosen image as the network sees it, with the objects that a detector finds. */
    public ObservableValue<Optional<Picture>> image() {
        return shown;
    }
}
