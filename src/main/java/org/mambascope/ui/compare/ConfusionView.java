package org.mambascope.ui.compare;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

import org.mambascope.ui.control.Section;
import org.mambascope.ui.control.Visibility;
import org.mambascope.ui.text.Texts;

import java.util.List;
import java.util.Optional;

/** Two matrices side by side; a cell shows the images that came to it. */
final class ConfusionView extends ScrollPane {
    private static final double SLACK = 2;

    private final DisagreementViewModel disagreement;
    private final FlowPane matrices = new FlowPane();
    private Optional<ConfusionMatrix> before = Optional.empty();
    private Optional<ConfusionMatrix> after = Optional.empty();

    ConfusionView(DisagreementViewModel disagreement, ObservableValue<Boolean> detects) {
        this.disagreement = disagreement;
        setId("confusion");
        getStyleClass().add("plain-scroll");
        setMinSize(0, 0);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        Label empty = note("confusion.hint");
        empty.textProperty()
                .bind(detects.map(does -> Texts.of(does ? "confusion.objects" : "confusion.hint")));
        Label change = note("confusion.change");
        matrices.getStyleClass().add("confusions");
        disagreement.confusion().subscribe(this::show);
        disagreement.cell().subscribe(this::mark);
        Visibility.shownWhen(empty, disagreement.confusion().map(Optional::isEmpty));
        Visibility.shownWhen(change, disagreement.confusion().map(Optional::isPresent));
        Visibility.shownWhen(matrices, disagreement.confusion().map(Optional::isPresent));
        VBox content = new VBox(empty, change, matrices);
        content.getStyleClass().add("compare-panel");
        setContent(content);
        matrices.widthProperty().subscribe(_ -> fit());
    }

    private static Label note(String key) {
        Label note = Section.note(Texts.of(key));
        note.setWrapText(true);
        note.setMinHeight(USE_PREF_SIZE);
        return note;
    }

    private void show(Optional<ConfusionPair> found) {
        found.ifPresent(
                pair -> {
                    prepare(pair.classes().size());
                    before.orElseThrow().show(pair.classes(), pair.before(), pair.before());
                    after.orElseThrow().show(pair.classes(), pair.after(), pair.before());
                    fit();
                    mark(disagreement.cell().get());
                });
    }

    /**
     * Both side by side: named where there is room for all names, else only the first, whose rows
     * stand beside the second's, in the room that is left.
     */
    private void fit() {
        before.ifPresent(first -> after.ifPresent(second -> fit(first, second)));
    }

    private void fit(ConfusionMatrix first, ConfusionMatrix second) {
        double room = matrices.getWidth() - matrices.getHgap() - SLACK;
        if (first.fullWidth() + second.fullWidth() > room) {
            double names = room - first.bareWidth() - second.bareWidth();
            first.name(names);
            second.name(0);
        }
    }

    private void prepare(int classes) {
        if (before.map(matrix -> matrix.classes() != classes).orElse(true)) {
            ConfusionMatrix first = new ConfusionMatrix(classes, "before", disagreement.cell());
            ConfusionMatrix second = new ConfusionMatrix(classes, "after", disagreement.cell());
            before = Optional.of(first);
            after = Optional.of(second);
            matrices.getChildren().setAll(List.of(first, second));
        }
    }

    private void mark(Optional<ConfusionPair.Cell> chosen) {
        before.ifPresent(matrix -> matrix.mark(chosen));
        after.ifPresent(matrix -> matrix.mark(chosen));
    }
}
