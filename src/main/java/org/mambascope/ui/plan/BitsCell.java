package org.mambascope.ui.plan;

import javafx.event.Event;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TreeTableCell;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import org.mambascope.ui.text.Texts;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** A slider for the bits of a row's weights or inputs, with their number. */
final class BitsCell extends TreeTableCell<PlanRow, PlanRow> {
    /** Of what. */
    enum Kind {
        WEIGHT,
        ACTIVATION;

        OptionalInt of(PlanViewModel plan, PlanRow row) {
            return switch (this) {
                case WEIGHT -> plan.weightBits(row);
                case ACTIVATION -> plan.activationBits(row);
            };
        }

        void set(PlanViewModel plan, PlanRow row, int bits) {
            switch (this) {
                case WEIGHT -> plan.setWeightBits(row, bits);
                case ACTIVATION -> plan.setActivationBits(row, bits);
            }
        }
    }

    private final Slider slider = new Slider(BitWidths.FEWEST, BitWidths.OFF_PLACE, 4);
    private final Label number = new Label();
    private final HBox content = new HBox(slider, number);
    private final PlanViewModel plan;
    private final Kind kind;
    private boolean showing;

    BitsCell(PlanViewModel plan, Kind kind) {
        this.plan = plan;
        this.kind = kind;
        slider.setMajorTickUnit(1);
        slider.setMinorTickCount(0);
        slider.setSnapToTicks(true);
        slider.setBlockIncrement(1);
        slider.setMinWidth(0);
        slider.setPrefWidth(0);
        HBox.setHgrow(slider, Priority.ALWAYS);
        number.getStyleClass().add("bits");
        content.getStyleClass().add("bits-cell");
        content.setAlignment(Pos.CENTER_LEFT);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        slider.addEventHandler(MouseEvent.MOUSE_PRESSED, this::hold);
        slider.addEventHandler(MouseEvent.MOUSE_CLICKED, Event::consume);
        slider.valueChangingProperty().subscribe((before, held) -> plan.setDragging(held));
        slider.valueProperty().subscribe((before, place) -> change(place.doubleValue()));
        plan.draft().subscribe((before, now) -> show());
    }

    /** A row that is not chosen is chosen by its slider; several that are stay so. */
    private void hold(MouseEvent event) {
        if (getItem() != null && !plan.selected().get().contains(getItem())) {
            plan.selected().set(List.of(getItem()));
        }
        event.consume();
    }

    private void change(double place) {
        if (!showing && getItem() != null) {
            kind.set(plan, getItem(), BitWidths.at(place));
        }
    }

    @Override
    protected void updateItem(PlanRow row, boolean empty) {
        super.updateItem(row, empty);
        setGraphic(empty || row == null ? null : content);
        show();
    }

    private void show() {
        PlanRow row = getItem();
        if (row == null) {
            return;
        }
        OptionalInt bits = kind.of(plan, row);
        String what = kind.name().toLowerCase(Locale.ROOT);
        showing = true;
        slider.setId(what + "-" + id(row));
        slider.setAccessibleText(Texts.of("plan." + what + ".accessible", row.name()));
        bits.ifPresent(
                common -> {
                    if (BitWidths.at(slider.getValue()) != common) {
                        slider.setValue(BitWidths.place(common));
                    }
                });
        number.setText(bits.isPresent() ? BitWidths.words(bits.getAsInt()) : "…");
        showing = false;
    }

    private static String id(PlanRow row) {
        return switch (row.level()) {
            case MODEL -> "model";
            case BLOCK -> "block-" + row.sites().getFirst().block();
            case LAYER -> row.name() + "-" + row.sites().getFirst().block();
        };
    }
}
