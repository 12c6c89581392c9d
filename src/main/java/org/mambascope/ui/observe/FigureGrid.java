package org.mambascope.ui.observe;

import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;

import org.mambascope.ui.figure.FigureCardView;
import org.mambascope.ui.look.Style;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The chosen point's figures: two in a row, or those of two models beside each other, on the same
 * axes.
 */
final class FigureGrid extends GridPane {
    private static final PseudoClass BESIDE = PseudoClass.getPseudoClass("beside");

    private final ObserveViewModel viewModel;
    private final List<FigureCardView> first;
    private final List<FigureCardView> second;
    private final FigureCardView agreement;

    FigureGrid(ObserveViewModel viewModel, ObservableValue<Style> style) {
        this.viewModel = viewModel;
        this.first = cards(viewModel.figures(), style, "");
        this.second = cards(viewModel.others(), style, "-beside");
        this.agreement = new FigureCardView(viewModel.agreement(), style, "token-agreement");
        getStyleClass().add("figures");
        ColumnConstraints half = new ColumnConstraints();
        half.setPercentWidth(50);
        getColumnConstraints().setAll(half, half);
        viewModel.names().subscribe((before, now) -> arrange());
        viewModel
                .agreement()
                .figure()
                .map(Optional::isPresent)
                .subscribe((before, now) -> arrange());
        arrange();
    }

    private void arrange() {
        getChildren().clear();
        getRowConstraints().clear();
        List<String> names = viewModel.names().getValue();
        pseudoClassStateChanged(BESIDE, !names.isEmpty());
        if (names.isEmpty()) {
            square();
        } else {
            columns(names);
        }
    }

    private static List<FigureCardView> cards(
            PointFigures figures, ObservableValue<Style> style, String suffix) {
        return figures.all().stream()
                .map(figure -> new FigureCardView(figure, style, figure.id() + suffix))
                .toList();
    }

    private void square() {
        int rows = Math.ceilDiv(first.size(), 2);
        RowConstraints row = new RowConstraints();
        row.setPercentHeight(100.0 / rows);
        getRowConstraints().setAll(Collections.nCopies(rows, row));
        for (int i = 0; i < first.size(); i++) {
            add(first.get(i), i % 2, i / 2);
        }
    }

    /** The same figure of both beside each other, on the same axes; the page becomes longer. */
    private void columns(List<String> names) {
        for (int column = 0; column < names.size(); column++) {
            Label name = new Label(names.get(column));
            name.getStyleClass().addAll("heading", "column-name");
            name.setWrapText(true);
            add(name, column, 0);
        }
        getRowConstraints().add(new RowConstraints());
        if (viewModel.agreement().figure().getValue().isPresent()) {
            add(agreement, 0, 1, 2, 1);
            getRowConstraints().add(tall());
        }
        for (int i = 0; i < first.size(); i++) {
            int row = getRowConstraints().size();
            getRowConstraints().add(tall());
            add(first.get(i), 0, row);
            add(second.get(i), 1, row);
        }
    }

    private static RowConstraints tall() {
        RowConstraints row = new RowConstraints();
        row.setVgrow(Priority.ALWAYS);
        return row;
    }
}
