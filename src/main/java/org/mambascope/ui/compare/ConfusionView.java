package org.mambascope.ui.compare;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

import org.mambascope.ui.compare.ConfusionPair.Cell;
import org.mambascope.ui.control.Section;
import org.mambascope.ui.control.Visibility;
import org.mambascope.ui.text.Texts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Two matrices side by side; a cell shows the images that came to it. */
final class ConfusionView extends ScrollPane {
    private static final PseudoClass RIGHT = PseudoClass.getPseudoClass("right");
    private static final PseudoClass MORE = PseudoClass.getPseudoClass("more");
    private static final PseudoClass LESS = PseudoClass.getPseudoClass("less");

    private final DisagreementViewModel disagreement;
    private final List<ToggleButton> cells = new ArrayList<>();

    /** Shared by all cells: two hundred windows of their own take longer than a frame to make. */
    private final Tooltip hint = new Tooltip();

    ConfusionView(DisagreementViewModel disagreement) {
        this.disagreement = disagreement;
        setId("confusion");
        getStyleClass().add("plain-scroll");
        setMinSize(0, 0);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        Label empty = Section.note(Texts.of("confusion.hint"));
        empty.setWrapText(true);
        empty.setMinHeight(USE_PREF_SIZE);
        Label change = Section.note(Texts.of("confusion.change"));
        change.setWrapText(true);
        change.setMinHeight(USE_PREF_SIZE);
        FlowPane matrices = new FlowPane();
        matrices.getStyleClass().add("confusions");
        disagreement.confusion().subscribe(found -> show(found, matrices));
        disagreement
                .cell()
                .subscribe((before, now) -> show(disagreement.confusion().getValue(), matrices));
        Visibility.shownWhen(empty, disagreement.confusion().map(Optional::isEmpty));
        Visibility.shownWhen(change, disagreement.confusion().map(Optional::isPresent));
        VBox content = new VBox(empty, change, matrices);
        content.getStyleClass().add("compare-panel");
        setContent(content);
    }

    private void show(Optional<ConfusionPair> found, FlowPane matrices) {
        matrices.getChildren().clear();
        cells.clear();
        found.ifPresent(
                pair -> {
                    matrices.getChildren()
                            .add(matrix(pair, pair.before(), pair.before(), "before"));
                    matrices.getChildren().add(matrix(pair, pair.after(), pair.before(), "after"));
                });
    }

    private void mark(Optional<Cell> chosen) {
        cells.forEach(cell -> cell.setSelected(Optional.of(cell.getUserData()).equals(chosen)));
    }

    private VBox matrix(ConfusionPair pair, int[][] counts, int[][] reference, String which) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("confusion");
        for (int label = 0; label < counts.length; label++) {
            for (int chosen = 0; chosen < counts.length; chosen++) {
                grid.add(cell(pair, counts, reference, label, chosen, which), chosen, label);
            }
        }
        Label title = Section.note(Texts.of("confusion." + which));
        return new VBox(title, grid);
    }

    private ToggleButton cell(
            ConfusionPair pair,
            int[][] counts,
            int[][] reference,
            int label,
            int chosen,
            String which) {
        int count = counts[label][chosen];
        ToggleButton cell = new ToggleButton(count == 0 ? "" : Integer.toString(count));
        cell.setId("confusion-%s-%d-%d".formatted(which, label, chosen));
        cell.getStyleClass().setAll("confusion-cell");
        cell.pseudoClassStateChanged(RIGHT, label == chosen && count > 0);
        cell.pseudoClassStateChanged(MORE, count > reference[label][chosen] && label != chosen);
        cell.pseudoClassStateChanged(LESS, count < reference[label][chosen] && label == chosen);
        String words =
                Texts.of(
                        "confusion.cell",
                        pair.classes().get(label),
                        pair.classes().get(chosen),
                        count);
        cell.setAccessibleText(words);
        cell.setOnMouseEntered(event -> hint.setText(words));
        cell.setTooltip(hint);
        Cell place = new Cell(label, chosen);
        cell.setUserData(place);
        cell.setSelected(disagreement.cell().get().equals(Optional.of(place)));
        cell.setOnAction(
                event ->
                        disagreement
                                .cell()
                                .set(cell.isSelected() ? Optional.of(place) : Optional.empty()));
        cells.add(cell);
        return cell;
    }
}
