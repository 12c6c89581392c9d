package org.mambascope.ui.figure;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.mambascope.ui.control.WrappingRow;
import org.mambascope.ui.look.Style;

/** A card: title, what it shows, a menu that saves it, the plot. */
public final class FigureCardView extends VBox {
    public FigureCardView(FigureCardViewModel viewModel, ObservableValue<Style> style, String id) {
        getStyleClass().addAll("card", "figure-card");
        setId(id);
        Label title = new Label();
        title.getStyleClass().add("heading");
        title.setMinWidth(USE_PREF_SIZE);
        title.textProperty().bind(viewModel.title());
        Label subtitle = new Label();
        subtitle.getStyleClass().add("subtitle");
        subtitle.textProperty().bind(viewModel.subtitle());
        subtitle.setWrapText(true);
        WrappingRow words = new WrappingRow(title, subtitle, false);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox header = new HBox(words, ExportMenu.ofFigure(viewModel, style, id));
        header.getStyleClass().add("card-header");
        header.setAlignment(Pos.CENTER_LEFT);
        PlotView plot = new PlotView(viewModel, style);
        plot.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        plot.accessibleTextProperty()
                .bind(
                        viewModel
                                .title()
                                .flatMap(
                                        name ->
                                                viewModel
                                                        .subtitle()
                                                        .map(what -> name + ": " + what)));
        VBox.setVgrow(plot, Priority.ALWAYS);
        getChildren().setAll(header, plot);
    }
}
