package org.mambascope.ui.compare;

import ai.djl.Device;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.mambascope.ui.control.DropDown;
import org.mambascope.ui.control.PictureView;
import org.mambascope.ui.control.Section;
import org.mambascope.ui.control.Segments;
import org.mambascope.ui.control.TextButton;
import org.mambascope.ui.control.Toggles;
import org.mambascope.ui.control.Visibility;
import org.mambascope.ui.figure.ExportMenu;
import org.mambascope.ui.figure.FigureCardView;
import org.mambascope.ui.look.Style;
import org.mambascope.ui.search.DatasetViewModel;
import org.mambascope.ui.search.SearchView;
import org.mambascope.ui.search.SensitivityView;
import org.mambascope.ui.text.Texts;
import org.mambascope.ui.toolbar.ToolbarViewModel;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The workspace: runs in a table, what they cost and are worth, and where two of them differ. */
public final class CompareView extends VBox {
    /** What a title leaves free at its pane's edges. */
    private static final double EDGE = 20;

    private static final double PICTURE = 44;

    private final CompareViewModel compare;

    public CompareView(CompareViewModel compare, ObservableValue<Style> style) {
        this.compare = compare;
        setId("compare");
        getStyleClass().addAll("workspace-area", "workspace-content");
        setMinSize(0, 0);
        VBox table = new VBox(new RunTable(compare, style));
        VBox.setVgrow(table.getChildren().getFirst(), Priority.ALWAYS);
        table.getStyleClass().addAll("card", "table-card");
        GridPane figures = new GridPane();
        figures.getStyleClass().add("compare-figures");
        figures.add(table, 0, 0, 2, 1);
        figures.add(tradeOff(style), 0, 1);
        figures.add(panels(style), 1, 1);
        ColumnConstraints chart = new ColumnConstraints();
        chart.setPercentWidth(46);
        ColumnConstraints panels = new ColumnConstraints();
        panels.setPercentWidth(54);
        RowConstraints upper = new RowConstraints();
        upper.setPercentHeight(42);
        RowConstraints lower = new RowConstraints();
        lower.setPercentHeight(58);
        figures.getColumnConstraints().setAll(chart, panels);
        figures.getRowConstraints().setAll(upper, lower);
        ScrollPane scroll = new ScrollPane(figures);
        scroll.getStyleClass().add("plain-scroll");
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().setAll(choices(), scroll);
    }

    /** What can be looked at beside the chart. */
    private enum Panel {
        PREDICTIONS,
        CONFUSION,
        SENSITIVITY,
        SEARCH
    }

    private VBox panels(ObservableValue<Style> style) {
        ObjectProperty<Panel> shown = new SimpleObjectProperty<>(Panel.PREDICTIONS);
        Toggles<Panel> header =
                new Toggles<>(
                        List.of(Panel.values()),
                        panel -> Texts.of("compare." + panel.name().toLowerCase(Locale.ROOT)),
                        shown);
        header.getStyleClass().add("panel-choices");
        StackPane panels = new StackPane();
        panels.setMinSize(0, 0);
        VBox.setVgrow(panels, Priority.ALWAYS);
        add(panels, changed(), shown.map(panel -> panel == Panel.PREDICTIONS));
        add(
                panels,
                new ConfusionView(compare.disagreement(), compare.detects()),
                shown.map(panel -> panel == Panel.CONFUSION));
        add(
                panels,
                new SensitivityView(compare.sensitivity(), compare.measuring().possible()),
                shown.map(panel -> panel == Panel.SENSITIVITY));
        add(
                panels,
                new SearchView(compare.search(), compare.measuring().possible(), style),
                shown.map(panel -> panel == Panel.SEARCH));
        VBox card = new VBox(header, panels);
        card.getStyleClass().addAll("card", "figure-card");
        card.setMinSize(0, 0);
        return card;
    }

    private static void add(StackPane panels, Node panel, ObservableValue<Boolean> shown) {
        Visibility.shownWhen(panel, shown);
        panels.getChildren().add(panel);
    }

    private FlowPane choices() {
        MenuButton dataset = new MenuButton();
        dataset.setId("dataset");
        dataset.setMnemonicParsing(false);
        dataset.textProperty().bind(compare.dataset().name());
        dataset.getItems()
                .setAll(
                        item("calibration.open", compare.dataset()::useOpenImages),
                        item("calibration.file", compare.dataset()::chooseFile),
                        item("calibration.folder", compare.dataset()::chooseFolder));
        dataset.setAccessibleText(Texts.of("compare.dataset"));
        dataset.setTooltip(new Tooltip(Texts.of("compare.dataset")));
        Button accuracy = TextButton.of("compare.accuracy", compare.measuring()::accuracy);
        compare.measuring().possible().subscribe(can -> accuracy.setDisable(!can));
        Button time = TextButton.of("compare.time", compare.measuring()::time);
        compare.measuring().possible().subscribe(can -> time.setDisable(!can));
        FlowPane row =
                new FlowPane(
                        together(dataset, limits(), accuracy),
                        together(devices(), batches(), time),
                        ExportMenu.ofTable(compare.export(), "runs"));
        row.getStyleClass().add("choices");
        row.setMinHeight(USE_PREF_SIZE);
        return row;
    }

    private static HBox together(Node... nodes) {
        HBox group = new HBox(nodes);
        group.getStyleClass().add("choices");
        group.setAlignment(Pos.CENTER_LEFT);
        return group;
    }

    private DropDown<Integer> limits() {
        DropDown<Integer> limits =
                new DropDown<>(
                        DatasetViewModel.LIMITS,
                        size ->
                                size == Integer.MAX_VALUE
                                        ? Texts.of("compare.all")
                                        : Texts.of("compare.first", size),
                        compare.dataset().limit(),
                        Texts.of("compare.limit"));
        limits.setId("limit");
        limits.getStyleClass().add("limit");
        return limits;
    }

    private DropDown<Device> devices() {
        MeasuringViewModel measuring = compare.measuring();
        DropDown<Device> devices =
                new DropDown<>(
                        measuring.devices().get(),
                        ToolbarViewModel::name,
                        measuring.device(),
                        Texts.of("compare.device"));
        devices.setId("time-device");
        devices.getStyleClass().add("short");
        measuring.devices().subscribe(devices::offer);
        return devices;
    }

    private DropDown<Integer> batches() {
        DropDown<Integer> batches =
                new DropDown<>(
                        List.of(1, 8, 32),
                        size -> Texts.of("compare.batch", size),
                        compare.measuring().batch(),
                        Texts.of("compare.batch.accessible"));
        batches.setId("batch");
        batches.getStyleClass().add("short");
        return batches;
    }

    private VBox tradeOff(ObservableValue<Style> style) {
        FigureCardView card = new FigureCardView(compare.tradeOff().card(), style, "trade-off");
        Segments<Boolean> axis =
                new Segments<>(
                        List.of(false, true),
                        time -> Texts.of(time ? "compare.against.time" : "compare.against.size"),
                        compare.tradeOff().againstTime());
        HBox header = new HBox(axis);
        header.getStyleClass().addAll("panel-choices", "choices");
        header.setMinHeight(USE_PREF_SIZE);
        Label hint = Section.note(Texts.of("compare.chart.hint"));
        hint.setWrapText(true);
        hint.getStyleClass().add("card-hint");
        Visibility.shownWhen(hint, compare.tradeOff().card().figure().map(Optional::isEmpty));
        Visibility.shownWhen(card, compare.tradeOff().card().figure().map(Optional::isPresent));
        card.getStyleClass().remove("card");
        VBox.setVgrow(card, Priority.ALWAYS);
        VBox whole = new VBox(header, hint, card);
        whole.getStyleClass().addAll("card", "chart-card");
        whole.setMinSize(0, 0);
        return whole;
    }

    private VBox changed() {
        Label title = new Label(Texts.of("compare.changed"));
        title.getStyleClass().add("heading");
        title.setMinWidth(USE_PREF_SIZE);
        Label which = new Label();
        which.getStyleClass().add("subtitle");
        which.setMinWidth(0);
        which.textProperty().bind(compare.disagreement().title());
        FlowPane header = new FlowPane(title, which);
        header.getStyleClass().addAll("panel-choices", "choices");
        header.setMinHeight(USE_PREF_SIZE);
        header.setAlignment(Pos.CENTER_LEFT);
        header.setMinWidth(0);
        which.maxWidthProperty().bind(header.widthProperty().subtract(EDGE));
        FlowPane images = new FlowPane();
        images.setId("changed");
        images.getStyleClass().add("changed-images");
        compare.disagreement()
                .changed()
                .subscribe(
                        found ->
                                images.getChildren()
                                        .setAll(found.stream().map(CompareView::image).toList()));
        ScrollPane scroll = new ScrollPane(images);
        scroll.getStyleClass().add("plain-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Label hint = Section.note("");
        hint.textProperty()
                .bind(
                        compare.detects()
                                .map(
                                        does ->
                                                Texts.of(
                                                        does
                                                                ? "compare.changed.objects"
                                                                : "compare.changed.hint")));
        hint.setWrapText(true);
        hint.getStyleClass().add("card-hint");
        Visibility.shownWhen(hint, compare.disagreement().changed().map(List::isEmpty));
        VBox card = new VBox(header, hint, scroll);
        card.setMinSize(0, 0);
        return card;
    }

    private static HBox image(ChangedImage changed) {
        PictureView picture = new PictureView(PICTURE);
        picture.show(Optional.of(changed.picture()));
        Label before = new Label(changed.before());
        Label after = new Label("→ " + changed.after());
        after.getStyleClass().add(changed.better() ? "better" : "worse");
        Label truth = Section.note(Texts.of("compare.truth", changed.label()));
        HBox row = new HBox(picture, new VBox(before, after, truth));
        row.getStyleClass().add("changed-image");
        row.setAlignment(Pos.CENTER_LEFT);
        row.setAccessibleText(
                Texts.of(
                        "compare.changed.accessible",
                        changed.before(),
                        changed.after(),
                        changed.label()));
        return row;
    }

    private static MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem(Texts.of(key));
        item.setOnAction(event -> action.run());
        return item;
    }
}
