package org.mambascope.ui.search;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.mambascope.experiment.search.CostKind;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.Method;
import org.mambascope.ui.control.DropDown;
import org.mambascope.ui.control.Section;
import org.mambascope.ui.control.TextButton;
import org.mambascope.ui.control.Toggles;
import org.mambascope.ui.control.Visibility;
import org.mambascope.ui.figure.FigureCardView;
import org.mambascope.ui.look.Style;
import org.mambascope.ui.text.Texts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Widths, budgets, the way into them, and the plans that come of it. */
public final class SearchView extends ScrollPane {
    private final SearchViewModel search;

    public SearchView(
            SearchViewModel search,
            ObservableValue<Boolean> measurable,
            ObservableValue<Style> style) {
        this.search = search;
        getStyleClass().add("plain-scroll");
        setId("search-panel");
        setMinSize(0, 0);
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        FlowPane widths = new FlowPane();
        widths.getStyleClass().add("choices");
        widths.setMinHeight(USE_PREF_SIZE);
        BudgetViewModel.WIDTHS.forEach(bits -> widths.getChildren().add(width(bits)));
        Toggles<Budgets> bounds =
                new Toggles<>(
                        List.of(Budgets.values()),
                        each -> Texts.of("search.bound." + each.name().toLowerCase(Locale.ROOT)),
                        search.budget().chosen());
        Label honest = note(Texts.of("search.latency.hint"));
        Visibility.shownWhen(
                honest,
                search.budget().chosen().map(chosen -> chosen.bounds().contains(CostKind.LATENCY)));
        VBox sliders = new VBox();
        sliders.getStyleClass().add("budgets");
        for (CostKind bound : CostKind.values()) {
            Node row = budget(bound);
            Visibility.shownWhen(
                    row, search.budget().chosen().map(chosen -> chosen.bounds().contains(bound)));
            sliders.getChildren().add(row);
        }
        Label words = note("");
        words.setId("search-words");
        words.textProperty().bind(search.words());
        FigureCardView figure = new FigureCardView(search.figure(), style, "search-figure");
        figure.getStyleClass().remove("card");
        figure.getStyleClass().add("search-figure");
        VBox.setVgrow(figure, Priority.ALWAYS);
        Visibility.shownWhen(figure, search.figure().figure().map(Optional::isPresent));
        VBox content =
                new VBox(
                        widths,
                        bounds,
                        honest,
                        commands(measurable),
                        sliders,
                        conversions(),
                        words,
                        figure);
        content.getStyleClass().add("compare-panel");
        content.setMinWidth(0);
        setContent(content);
    }

    private static Label note(String text) {
        Label note = Section.note(text);
        note.setWrapText(true);
        note.setMinHeight(USE_PREF_SIZE);
        return note;
    }

    private FlowPane commands(ObservableValue<Boolean> measurable) {
        Button measure = TextButton.of("search.measure", search::measure);
        measurable.subscribe(can -> measure.setDisable(!can));
        Button verify = TextButton.of("search.verify", search::verify);
        search.search().map(Optional::isEmpty).subscribe(verify::setDisable);
        Button use = TextButton.of("search.use", search::usePlan);
        search.hasPlan().subscribe(has -> use.setDisable(!has));
        return choices(measure, verify, use);
    }

    private FlowPane conversions() {
        List<Optional<Method>> methods =
                Stream.concat(
                                Stream.of(Optional.<Method>empty()),
                                Stream.of(Method.values()).map(Optional::of))
                        .toList();
        DropDown<Optional<Method>> method =
                new DropDown<>(
                        methods,
                        each ->
                                each.map(Method::words)
                                        .orElseGet(() -> Texts.of("search.method.plan")),
                        search.converting(),
                        Texts.of("search.method"));
        method.setId("search-method");
        method.getStyleClass().add("medium");
        DropDown<Integer> count =
                new DropDown<>(
                        List.of(1, 2, 3),
                        each -> Texts.of("search.best", each),
                        search.conversions(),
                        Texts.of("search.best.accessible"));
        count.setId("search-count");
        count.getStyleClass().add("short");
        Button convert = TextButton.of("search.convert", search::convert);
        search.canConvert().subscribe(can -> convert.setDisable(!can));
        return choices(convert, count, method);
    }

    private static FlowPane choices(Node... nodes) {
        FlowPane row = new FlowPane(nodes);
        row.getStyleClass().add("choices");
        row.setMinHeight(USE_PREF_SIZE);
        return row;
    }

    private HBox budget(CostKind bound) {
        String name = bound.name().toLowerCase(Locale.ROOT);
        Slider slider = new Slider(0, 1, 0.5);
        slider.setId("budget-" + name);
        slider.setBlockIncrement(0.02);
        slider.setAccessibleText(Texts.of("search.share." + name));
        slider.valueProperty().bindBidirectional(search.budget().share(bound));
        search.search().map(Optional::isEmpty).subscribe(slider::setDisable);
        slider.setMinWidth(0);
        HBox.setHgrow(slider, Priority.ALWAYS);
        Label value = new Label();
        value.setMinWidth(USE_PREF_SIZE);
        value.textProperty().bind(search.budget().amount(bound));
        Label label = new Label(Texts.of("search.share." + name));
        label.getStyleClass().add("fact-name");
        label.setMinWidth(0);
        label.setLabelFor(slider);
        HBox row = new HBox(label, slider, value);
        row.getStyleClass().add("choices");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private ToggleButton width(LayerBits bits) {
        ToggleButton button =
                new ToggleButton(bits.isFloating() ? Texts.of("search.floating") : bits.toString());
        button.setId("width-" + bits);
        button.getStyleClass().add("small");
        search.budget().offered().subscribe(some -> button.setSelected(some.contains(bits)));
        button.setOnAction(event -> toggle(bits, button));
        return button;
    }

    private void toggle(LayerBits bits, ToggleButton button) {
        List<LayerBits> changed = new ArrayList<>(search.budget().offered().get());
        if (!changed.remove(bits)) {
            changed.add(bits);
        }
        if (changed.isEmpty()) {
            button.setSelected(true);
        } else {
            search.budget().offered().set(List.copyOf(changed));
        }
    }
}
