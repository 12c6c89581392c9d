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
    private final ObservableValue<String> caption;

    ChosenImageViewModel(Session session) {
        this.session = session;
        this.image =
                Bindings.createObjectBinding(
                        this::imageNow,
                        session.imagesProperty(),
                        session.selection().imageProperty());
        this.caption =
                Bindings.createStringBinding(
                        this::captionNow,
                        image,
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

    private String captionNow() {
        return imageNow()
                .map(
                        shown ->
                                predicted()
                                        .map(
                                                name ->
                                                        Texts.of(
                                                                "picture.caption",
                                                                shown.name(),
                                                                name))
                                        .orElse(shown.name()))
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

    /** Name of the chosen image, and what the model takes it for. */
    public ObservableValue<String> caption() {
        return caption;
    }

    /** The chosen image as the network sees it. */
    public ObservableValue<Optional<Picture>> image() {
        return image;
    }
}
