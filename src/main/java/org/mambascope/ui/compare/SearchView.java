package org.mambascope.ui.compare;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.mambascope.quant.LayerBits;
import org.mambascope.ui.control.Section;
import org.mambascope.ui.control.Segments;
import org.mambascope.ui.control.Style;
import org.mambascope.ui.control.TextButton;
import org.mambascope.ui.control.Visibility;
import org.mambascope.ui.figure.FigureCardView;
import org.mambascope.ui.text.Texts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Widths, a budget, the way into it, and the plan that comes of it. */
final class SearchView extends VBox {
    private final SearchViewModel search;

    SearchView(CompareViewModel compare, ObservableValue<Style> style) {
        this.search = compare.search();
        getStyleClass().add("compare-panel");
        setMinSize(0, 0);
        Segments<Boolean> bound =
                new Segments<>(
                        List.of(false, true),
                        operations ->
                                Texts.of(
                                        operations
                                                ? "search.bound.operations"
                                                : "search.bound.size"),
                        search.operations());
        Button measure = TextButton.of("search.measure", search::measure);
        compare.measuring().possible().subscribe(can -> measure.setDisable(!can));
        Button verify = TextButton.of("search.verify", search::verify);
        search.search().map(Optional::isEmpty).subscribe(verify::setDisable);
        Button use = TextButton.of("search.use", search::usePlan);
        search.search().subscribe(some -> allow(use));
        search.state().subscribe(some -> allow(use));
        FlowPane widths = new FlowPane();
        widths.getStyleClass().add("choices");
        SearchViewModel.WIDTHS.forEach(bits -> widths.getChildren().add(width(bits)));
        FlowPane commands = new FlowPane(measure, verify, use);
        commands.getStyleClass().add("choices");
        Slider budget = new Slider(0, 1, 0.5);
        budget.setId("budget");
        budget.setBlockIncrement(0.02);
        budget.setAccessibleText(Texts.of("search.share"));
        budget.valueProperty().bindBidirectional(search.share());
        search.search().map(Optional::isEmpty).subscribe(budget::setDisable);
        Label words = Section.note("");
        words.setId("search-words");
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        words.textProperty().bind(search.words());
        FigureCardView figure = new FigureCardView(search.figure(), style, "search-figure");
        figure.getStyleClass().remove("card");
        VBox.setVgrow(figure, Priority.ALWAYS);
        Visibility.shownWhen(figure, search.figure().figure().map(Optional::isPresent));
        getChildren().setAll(widths, bound, commands, budget, words, figure);
    }

    private void allow(Button use) {
        use.setDisable(
                search.search().getValue().isEmpty()
                        && search.state().getValue().found().isEmpty());
    }

    private ToggleButton width(LayerBits bits) {
        ToggleButton button =
                new ToggleButton(bits.isFloating() ? Texts.of("search.floating") : bits.toString());
        button.setId("width-" + bits);
        button.getStyleClass().add("small");
        search.offered().subscribe(some -> button.setSelected(some.contains(bits)));
        button.setOnAction(event -> toggle(bits, button));
        return button;
    }

    private void toggle(LayerBits bits, ToggleButton button) {
        List<LayerBits> changed = new ArrayList<>(search.offered().get());
        if (!changed.remove(bits)) {
            changed.add(bits);
        }
        if (changed.isEmpty()) {
            button.setSelected(true);
        } else {
            search.offered().set(List.copyOf(changed));
        }
    }
}
