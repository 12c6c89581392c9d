package org.mambascope.ui.quantise;

import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;

import org.mambascope.report.text.NumberFormatting;
import org.mambascope.ui.control.Visibility;
import org.mambascope.ui.plan.PlanDraft;
import org.mambascope.ui.plan.PlanViewModel;
import org.mambascope.ui.text.Texts;

/** How much of the activations' range smoothing moves into the weights; where a method smooths. */
final class AlphaSlider {
    private AlphaSlider() {}

    static HBox of(PlanViewModel plan) {
        Slider slider = new Slider(0, 1, 0.5);
        slider.setId("alpha");
        slider.setBlockIncrement(0.05);
        slider.setAccessibleText(Texts.of("quantise.alpha.accessible"));
        Label value = new Label();
        value.getStyleClass().add("bits");
        plan.draft()
                .subscribe(
                        draft -> {
                            if (Math.abs(slider.getValue() - draft.alpha()) > 0.025) {
                                slider.setValue(draft.alpha());
                            }
                            value.setText(NumberFormatting.fixed(draft.alpha(), 2));
                        });
        slider.valueChangingProperty().subscribe((before, held) -> plan.setDragging(held));
        slider.valueProperty().subscribe((before, place) -> plan.chooseAlpha(place.doubleValue()));
        HBox row = Labelled.of("quantise.alpha", slider);
        row.getChildren().add(value);
        Visibility.shownWhen(row, plan.draft().map(PlanDraft::smooths));
        return row;
    }
}
