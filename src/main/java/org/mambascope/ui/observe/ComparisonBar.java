package org.mambascope.ui.observe;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;
import org.mambascope.experiment.run.Run;
import org.mambascope.quant.estimate.BasisComparison.Basis;
import org.mambascope.ui.control.Section;
import org.mambascope.ui.control.TextButton;
import org.mambascope.ui.control.TextMenuItem;
import org.mambascope.ui.control.Visibility;
import org.mambascope.ui.control.WrappingBar;
import org.mambascope.ui.text.Texts;

import java.util.ArrayList;
import java.util.List;

/** The basis that a layer's input is shown in, and the model that the open one is compared with. */
final class ComparisonBar {
    private ComparisonBar() {}

    static WrappingBar of(ObserveViewModel viewModel) {
        Label name = Section.note("");
        name.textProperty()
                .bind(
                        viewModel
                                .pinnedName()
                                .map(
                                        pinned ->
                                                pinned.isEmpty()
                                                        ? ""
                                                        : Texts.of("pin.with", pinned)));
        ToggleButton sideBySide =
                new ToggleButton("", new FontIcon(MaterialDesignV.VIEW_SPLIT_VERTICAL));
        sideBySide.setId("side-by-side");
        sideBySide.setAccessibleText(Texts.of("observe.side-by-side"));
        sideBySide.setTooltip(new Tooltip(Texts.of("observe.side-by-side")));
        sideBySide.selectedProperty().bindBidirectional(viewModel.sideBySide());
        Visibility.shownWhen(sideBySide, viewModel.hasComparison());
        ToggleButton swap = new ToggleButton(Texts.of("pin.swap"));
        swap.setId("pin-swap");
        swap.selectedProperty().bindBidirectional(viewModel.swapped());
        Button unpin = TextButton.of("pin.remove", viewModel::unpin);
        MenuButton pin = new MenuButton(Texts.of("pin.title"));
        pin.setId("pin");
        pin.setOnShowing(event -> pin.getItems().setAll(comparable(viewModel)));
        pin.getItems().setAll(comparable(viewModel));
        ObservableValue<Boolean> pinned = viewModel.pinnedName().map(other -> !other.isEmpty());
        // Side by side the names stand over the figures.
        Visibility.shownWhen(name, viewModel.isSideBySide().map(beside -> !beside));
        for (Region part : List.of(swap, unpin)) {
            Visibility.shownWhen(part, pinned);
        }
        Visibility.shownWhen(pin, pinned.map(is -> !is));
        WrappingBar row = new WrappingBar(bases(viewModel), name, sideBySide, swap, unpin, pin);
        row.getStyleClass().add("comparison");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static ComboBox<Basis> bases(ObserveViewModel viewModel) {
        ComboBox<Basis> bases = new ComboBox<>();
        bases.setId("basis");
        bases.setAccessibleText(Texts.of("basis.title"));
        bases.setTooltip(new Tooltip(Texts.of("basis.hint")));
        bases.getItems().setAll(Basis.values());
        bases.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(Basis basis) {
                        return basis == null ? "" : ObserveViewModel.words(basis);
                    }

                    @Override
                    public Basis fromString(String text) {
                        return bases.getValue();
                    }
                });
        viewModel.basis().subscribe(bases::setValue);
        bases.valueProperty().subscribe(basis -> viewModel.basis().set(basis));
        Visibility.shownWhen(bases, viewModel.hasBases());
        return bases;
    }

    /** What the open model can be compared with. */
    private static List<MenuItem> comparable(ObserveViewModel viewModel) {
        List<MenuItem> items = new ArrayList<>();
        for (Run run : viewModel.runs()) {
            MenuItem item = new MenuItem(run.name());
            item.setMnemonicParsing(false);
            item.setId("pin-run-" + run.number());
            item.setOnAction(event -> viewModel.pin(run));
            items.add(item);
        }
        if (!items.isEmpty()) {
            items.add(new SeparatorMenuItem());
        }
        items.add(TextMenuItem.of("pin.this", viewModel::pin));
        items.add(TextMenuItem.of("pin.other", viewModel::pinOther));
        return items;
    }
}
