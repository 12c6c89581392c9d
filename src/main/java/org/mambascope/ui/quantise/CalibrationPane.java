package org.mambascope.ui.quantise;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;

import org.mambascope.quant.calibration.CalibrationChoice;
import org.mambascope.quant.plan.LearningSetting;
import org.mambascope.ui.control.Segments;
import org.mambascope.ui.control.TextMenuItem;
import org.mambascope.ui.control.Visibility;
import org.mambascope.ui.plan.PlanViewModel;
import org.mambascope.ui.text.Texts;

import java.util.List;

/** Which images a model is calibrated with and, where the method learns, how. */
final class CalibrationPane extends FlowPane {
    private static final int MOST_IMAGES = 100_000;
    private static final int MOST_EPOCHS = 1000;

    CalibrationPane(CalibrationViewModel calibration, PlanViewModel plan) {
        MenuButton source = new MenuButton();
        source.setId("calibration");
        source.textProperty().bind(calibration.sourceName());
        source.getItems()
                .setAll(
                        TextMenuItem.of("calibration.open", calibration::useOpenImages),
                        TextMenuItem.of("calibration.file", calibration::chooseFile),
                        TextMenuItem.of("calibration.folder", calibration::chooseFolder));
        Spinner<Integer> count = number("calibration-count", 1, MOST_IMAGES);
        count.getValueFactory().valueProperty().bindBidirectional(calibration.count());
        Segments<CalibrationChoice> choice =
                new Segments<>(
                        List.of(CalibrationChoice.values()),
                        each -> Texts.of("calibration.choice." + each.id()),
                        calibration.choice());
        Spinner<Integer> seed = number("calibration-seed", 0, Integer.MAX_VALUE);
        seed.getValueFactory().valueProperty().bindBidirectional(calibration.seed());
        ObservableValue<Boolean> learns =
                plan.draft().map(draft -> draft.method().recipe().learned());
        Segments<LearningSetting> setting =
                new Segments<>(
                        List.of(LearningSetting.DEFAULT, LearningSetting.PUBLISHED),
                        each -> Texts.of("quantise.setting." + each.id()),
                        calibration.setting());
        Spinner<Integer> epochs = number("epochs", 0, MOST_EPOCHS);
        epochs.getValueFactory().valueProperty().bindBidirectional(calibration.epochs());
        HBox learning = Labelled.of("quantise.learning", setting);
        HBox rounds = Labelled.of("quantise.epochs", epochs);
        Visibility.shownWhen(learning, learns);
        Visibility.shownWhen(rounds, learns);
        getChildren()
                .setAll(
                        Labelled.of("quantise.calibration", source),
                        Labelled.of("calibration.count", count),
                        choice,
                        Labelled.of("calibration.seed", seed),
                        learning,
                        rounds);
        getStyleClass().add("choices");
    }

    private static Spinner<Integer> number(String id, int least, int most) {
        Spinner<Integer> spinner = new Spinner<>(new IntegerSpinnerValueFactory(least, most));
        spinner.setId(id);
        spinner.setEditable(true);
        spinner.getStyleClass().add("number");
        return spinner;
    }
}
