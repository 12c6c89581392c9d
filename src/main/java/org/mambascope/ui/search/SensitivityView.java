package org.mambascope.ui.search;

import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.mambascope.experiment.evaluation.LayerSensitivity;
import org.mambascope.report.text.NumberFormatting;
import org.mambascope.ui.control.Section;
import org.mambascope.ui.control.TextButton;
import org.mambascope.ui.control.Visibility;
import org.mambascope.ui.text.Texts;

/** Layers as bars, the most sensitive first; a click shows one everywhere. */
public final class SensitivityView extends VBox {
    private static final PseudoClass LOW = PseudoClass.getPseudoClass("low");
    private static final double MOST = 50;
    private static final int WORST = 3;

    public SensitivityView(SensitivityViewModel sensitivity, ObservableValue<Boolean> measurable) {
        getStyleClass().add("compare-panel");
        setMinSize(0, 0);
        Button measure = TextButton.of("sensitivity.measure", sensitivity::measure);
        measurable.subscribe(can -> measure.setDisable(!can));
        Label method = new Label();
        method.getStyleClass().add("subtitle");
        method.textProperty()
                .bind(
                        sensitivity
                                .ranking()
                                .map(
                                        found ->
                                                found.layers().isEmpty()
                                                        ? ""
                                                        : Texts.of(
                                                                "sensitivity.of",
                                                                found.method(),
                                                                found.layers().getFirst().bits())));
        FlowPane header = new FlowPane(measure, method);
        header.getStyleClass().add("choices");
        header.setAlignment(Pos.CENTER_LEFT);
        Label hint = Section.note(Texts.of("sensitivity.hint"));
        hint.setWrapText(true);
        hint.setMinHeight(USE_PREF_SIZE);
        ListView<LayerSensitivity> list = new ListView<>();
        list.setId("sensitivity");
        list.getStyleClass().add("sensitivity");
        list.setCellFactory(own -> new Bar(sensitivity));
        list.getSelectionModel()
                .selectedItemProperty()
                .subscribe(
                        chosen -> {
                            if (chosen != null) {
                                sensitivity.choose(chosen);
                            }
                        });
        sensitivity.ranking().subscribe(found -> list.getItems().setAll(found.layers()));
        Visibility.shownWhen(hint, sensitivity.ranking().map(found -> found.layers().isEmpty()));
        Visibility.shownWhen(list, sensitivity.ranking().map(found -> !found.layers().isEmpty()));
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().setAll(header, hint, list);
    }

    /** A layer: its place, a bar as long as its ratio, the ratio. */
    private static final class Bar extends ListCell<LayerSensitivity> {
        private final Region bar = new Region();
        private final StackPane track = new StackPane(bar);
        private final Label name = new Label();
        private final Label value = new Label();
        private final HBox content = new HBox(name, track, value);
        private final SensitivityViewModel sensitivity;

        Bar(SensitivityViewModel sensitivity) {
            this.sensitivity = sensitivity;
            bar.getStyleClass().add("ratio-bar");
            track.getStyleClass().add("ratio-track");
            track.setAlignment(Pos.CENTER_LEFT);
            track.setMinWidth(0);
            track.setPrefWidth(0);
            HBox.setHgrow(track, Priority.ALWAYS);
            name.getStyleClass().add("sensitivity-name");
            value.getStyleClass().add("sensitivity-value");
            content.getStyleClass().add("bits-cell");
            content.setAlignment(Pos.CENTER_LEFT);
            content.setMinWidth(0);
            content.setPrefWidth(0);
            track.widthProperty().subscribe((before, now) -> fit());
        }

        @Override
        protected void updateItem(LayerSensitivity layer, boolean empty) {
            super.updateItem(layer, empty);
            setGraphic(empty || layer == null ? null : content);
            if (layer != null && !empty) {
                name.setText(
                        sensitivity
                                .site(layer)
                                .map(site -> Texts.of("sensitivity.row", site.block(), site.kind()))
                                .orElse(layer.layer()));
                double ratio = layer.comparison().signalToNoise();
                value.setText(NumberFormatting.decibels(ratio));
                bar.pseudoClassStateChanged(LOW, getIndex() < WORST);
                setAccessibleText(
                        Texts.of(
                                "sensitivity.accessible",
                                name.getText(),
                                layer.bits(),
                                ratio,
                                layer.accuracy(),
                                layer.loss()));
                fit();
            }
        }

        private void fit() {
            if (getItem() != null) {
                double ratio = getItem().comparison().signalToNoise();
                double width = Math.clamp(ratio / MOST, 0.02, 1) * track.getWidth();
                bar.setMinWidth(width);
                bar.setMaxWidth(width);
            }
        }
    }
}
