package org.mambascope.ui.quantise;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.mambascope.ui.control.Section;
import org.mambascope.ui.control.TextButton;
import org.mambascope.ui.control.TextMenuItem;
import org.mambascope.ui.look.Style;
import org.mambascope.ui.plan.PlanViewModel;
import org.mambascope.ui.text.Texts;

/** The workspace: choices, the bit plan beside what it would do, and the conversion below. */
public final class QuantiseView extends ScrollPane {
    private final PlanViewModel plan;

    public QuantiseView(QuantiseViewModel viewModel, ObservableValue<Style> style) {
        this.plan = viewModel.plan();
        setId("quantise");
        getStyleClass().addAll("plain-scroll", "workspace-area");
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        PlanFigures figures = new PlanFigures(viewModel, style, widthProperty());
        VBox.setVgrow(figures, Priority.ALWAYS);
        VBox content =
                new VBox(
                        choices(),
                        new CalibrationPane(viewModel.calibration(), plan),
                        explanation(),
                        figures,
                        new LongConversionBar(viewModel.conversion()),
                        new ConversionBar(viewModel.conversion()));
        content.getStyleClass().add("workspace-content");
        setContent(content);
        viewModel.open();
    }

    private FlowPane choices() {
        Button undo = TextButton.of("plan.undo", plan::undo);
        Button redo = TextButton.of("plan.redo", plan::redo);
        plan.canUndo().subscribe(can -> undo.setDisable(!can));
        plan.canRedo().subscribe(can -> redo.setDisable(!can));
        MenuButton file = new MenuButton(Texts.of("plan.file"));
        file.setId("plan-file");
        file.getItems()
                .setAll(
                        TextMenuItem.of("plan.save", plan::save),
                        TextMenuItem.of("plan.load", plan::load));
        FlowPane row =
                new FlowPane(
                        Labelled.of("quantise.method", new MethodPicker(plan)),
                        AlphaSlider.of(plan),
                        undo,
                        redo,
                        file);
        row.getStyleClass().add("choices");
        return row;
    }

    private Label explanation() {
        Label words = Section.note("");
        words.setId("method-explanation");
        words.setMinHeight(USE_PREF_SIZE);
        words.setWrapText(true);
        words.textProperty()
                .bind(plan.draft().map(draft -> PlanViewModel.explanation(draft.method())));
        return words;
    }
}
