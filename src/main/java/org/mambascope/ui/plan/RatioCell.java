package org.mambascope.ui.plan;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TreeTableCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import org.mambascope.report.text.NumberFormatting;

import java.util.Optional;

/** SQNR of a row's layers, as a bar and a number. */
final class RatioCell extends TreeTableCell<PlanRow, PlanRow> {
    private static final PseudoClass LOW = PseudoClass.getPseudoClass("low");
    private static final double MOST = 40;
    private static final double WIDTH = 48;

    private final Region bar = new Region();
    private final Label number = new Label();
    private final HBox content;
    private final PlanViewModel plan;

    RatioCell(PlanViewModel plan) {
        this.plan = plan;
        bar.getStyleClass().add("ratio-bar");
        StackPane track = new StackPane(bar);
        track.getStyleClass().add("ratio-track");
        track.setAlignment(Pos.CENTER_LEFT);
        track.setMinWidth(WIDTH);
        track.setMaxWidth(WIDTH);
        number.getStyleClass().add("ratio");
        number.setMinWidth(USE_PREF_SIZE);
        content = new HBox(track, number);
        content.getStyleClass().add("bits-cell");
        content.setAlignment(Pos.CENTER_LEFT);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        plan.draft().subscribe((before, now) -> show());
        plan.estimates().lowest().subscribe((before, now) -> show());
    }

    @Override
    protected void updateItem(PlanRow row, boolean empty) {
        super.updateItem(row, empty);
        show();
    }

    private void show() {
        Optional<Double> ratio =
                Optional.ofNullable(isEmpty() ? null : getItem())
                        .flatMap(plan.estimates()::signalToNoise);
        setGraphic(ratio.isPresent() ? content : null);
        ratio.ifPresent(
                found -> {
                    double width = Math.clamp(found / MOST, 0.02, 1) * WIDTH;
                    bar.setMinWidth(width);
                    bar.setMaxWidth(width);
                    bar.pseudoClassStateChanged(LOW, found <= plan.estimates().lowest().getValue());
                    number.setText(
                            Double.isInfinite(found) ? "–" : NumberFormatting.fixed(found, 1));
                });
    }
}
