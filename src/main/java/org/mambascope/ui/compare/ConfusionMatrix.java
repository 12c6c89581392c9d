package org.mambascope.ui.compare;

import javafx.beans.property.ObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

import org.mambascope.ui.compare.ConfusionPair.Cell;
import org.mambascope.ui.control.Section;
import org.mambascope.ui.text.Texts;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One matrix of buttons, which stay when counts change: to make and style a hundred of them, each
 * with a tooltip of its own, would take longer than a frame.
 */
final class ConfusionMatrix extends VBox {
    private static final PseudoClass RIGHT = PseudoClass.getPseudoClass("right");
    private static final PseudoClass MORE = PseudoClass.getPseudoClass("more");
    private static final PseudoClass LESS = PseudoClass.getPseudoClass("less");

    private static final double SHORTEST_NAME = 32;

    private final Tooltip hint = new Tooltip();
    private final ToggleButton[][] cells;
    private final List<Label> names;
    private final ObjectProperty<Optional<Cell>> chosen;

    /**
     * A matrix without counts.
     *
     * @param which names it: {@code before} or {@code after}
     * @param chosen cell whose images are shown
     */
    ConfusionMatrix(int classes, String which, ObjectProperty<Optional<Cell>> chosen) {
        this.chosen = chosen;
        cells = new ToggleButton[classes][classes];
        GridPane grid = new GridPane();
        grid.getStyleClass().add("confusion");
        names = IntStream.range(0, classes).mapToObj(_ -> Section.note("")).toList();
        for (int label = 0; label < classes; label++) {
            names.get(label).getStyleClass().add("confusion-name");
            names.get(label).setMinWidth(0);
            names.get(label).setTooltip(new Tooltip());
            grid.add(names.get(label), 0, label);
            for (int answer = 0; answer < classes; answer++) {
                ToggleButton cell = cell(new Cell(label, answer));
                cell.setId("confusion-%s-%d-%d".formatted(which, label, answer));
                cells[label][answer] = cell;
                grid.add(cell, answer + 1, label);
            }
        }
        getChildren().setAll(Section.note(Texts.of("confusion." + which)), grid);
    }

    private ToggleButton cell(Cell place) {
        ToggleButton cell = new ToggleButton();
        cell.getStyleClass().setAll("confusion-cell");
        cell.setTooltip(hint);
        cell.setOnMouseEntered(event -> hint.setText(cell.getAccessibleText()));
        cell.setOnAction(
                event -> chosen.set(cell.isSelected() ? Optional.of(place) : Optional.empty()));
        return cell;
    }

    int classes() {
        return cells.length;
    }

    /**
     * Shows counts.
     *
     * @param classes their names
     * @param reference what counts as more or fewer
     */
    void show(List<String> classes, int[][] counts, int[][] reference) {
        for (int label = 0; label < cells.length; label++) {
            names.get(label).setText(classes.get(label));
            names.get(label).getTooltip().setText(classes.get(label));
            for (int answer = 0; answer < cells.length; answer++) {
                int count = counts[label][answer];
                int before = reference[label][answer];
                ToggleButton cell = cells[label][answer];
                cell.setText(count == 0 ? "" : Integer.toString(count));
                cell.pseudoClassStateChanged(RIGHT, label == answer && count > 0);
                cell.pseudoClassStateChanged(MORE, count > before && label != answer);
                cell.pseudoClassStateChanged(LESS, count < before && label == answer);
                cell.setAccessibleText(
                        Texts.of("confusion.cell", classes.get(label), classes.get(answer), count));
            }
        }
    }

    /** Width with all names written out. */
    double fullWidth() {
        name(Double.MAX_VALUE);
        applyCss();
        return prefWidth(USE_COMPUTED_SIZE);
    }

    /** Width without names. */
    double bareWidth() {
        name(0);
        applyCss();
        return prefWidth(USE_COMPUTED_SIZE);
    }

    /** Names the rows in so many pixels at most, or not at all where they would say nothing. */
    void name(double width) {
        boolean shown = width >= SHORTEST_NAME;
        names.forEach(
                name -> {
                    name.setVisible(shown);
                    name.setManaged(shown);
                    name.setMaxWidth(width);
                });
    }

    /** Marks the cell whose images are shown. */
    void mark(Optional<Cell> place) {
        for (int label = 0; label < cells.length; label++) {
            for (int answer = 0; answer < cells.length; answer++) {
                cells[label][answer].setSelected(
                        place.equals(Optional.of(new Cell(label, answer))));
            }
        }
    }
}
