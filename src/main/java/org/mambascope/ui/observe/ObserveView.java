package org.mambascope.ui.observe;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.mambascope.activation.Measure;
import org.mambascope.ui.control.Section;
import org.mambascope.ui.control.Segments;
import org.mambascope.ui.control.Style;
import org.mambascope.ui.control.TextButton;
import org.mambascope.ui.figure.FigureCardView;
import org.mambascope.ui.session.Scope;
import org.mambascope.ui.session.Source;
import org.mambascope.ui.text.Texts;

import java.util.List;
import java.util.Locale;

/** The workspace: choices, the map, four figures. */
public final class ObserveView extends ScrollPane {
    private static final PseudoClass EXPIRED = PseudoClass.getPseudoClass("expired");

    private final ObserveViewModel viewModel;

    public ObserveView(ObserveViewModel viewModel, ObservableValue<Style> style) {
        this.viewModel = viewModel;
        getStyleClass().addAll("plain-scroll", "workspace-area");
        setId("observe");
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        GridPane figures = figures(style);
        VBox.setVgrow(figures, Priority.ALWAYS);
        VBox content = new VBox(choices(), mapCard(), crumbs(), figures);
        content.getStyleClass().add("workspace-content");
        viewModel
                .isCurrent()
                .subscribe(current -> content.pseudoClassStateChanged(EXPIRED, !current));
        setContent(content);
    }

    private FlowPane choices() {
        Segments<Measure> measures =
                new Segments<>(List.of(Measure.values()), ObserveView::name, viewModel.measure());
        Segments<Scope> scopes =
                new Segments<>(List.of(Scope.values()), ObserveView::name, viewModel.scope());
        Button analyse = new Button("", new FontIcon(MaterialDesignP.PLAY));
        analyse.setId("analyse");
        analyse.setAccessibleText(Texts.of("observe.analyse"));
        analyse.setTooltip(new Tooltip(Texts.of("observe.analyse")));
        analyse.setOnAction(event -> viewModel.analyse());
        viewModel.canAnalyse().subscribe(can -> analyse.setDisable(!can));
        Segments<Source> sources =
                new Segments<>(List.of(Source.values()), ObserveView::name, viewModel.source());
        FlowPane row = new FlowPane(sources, measures, sampleSizes(), scopes, analyse);
        row.getStyleClass().add("choices");
        return row;
    }

    private static String name(Measure measure) {
        return Texts.of("measure." + measure.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static String name(Scope scope) {
        return Texts.of("scope." + scope.name().toLowerCase(Locale.ROOT));
    }

    private static String name(Source source) {
        return Texts.of("source." + source.name().toLowerCase(Locale.ROOT));
    }

    private ComboBox<Integer> sampleSizes() {
        ComboBox<Integer> sizes = new ComboBox<>();
        sizes.setId("sample-size");
        sizes.setAccessibleText(Texts.of("observe.sample"));
        sizes.getItems().setAll(ObserveViewModel.SAMPLE_SIZES);
        sizes.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(Integer size) {
                        return size == null ? "" : Texts.of("observe.sample.size", size);
                    }

                    @Override
                    public Integer fromString(String text) {
                        return sizes.getValue();
                    }
                });
        sizes.setValue(viewModel.sampleSize().get());
        sizes.valueProperty()
                .addListener((observed, before, size) -> viewModel.sampleSize().set(size));
        viewModel
                .sampleSize()
                .addListener((observed, before, size) -> sizes.setValue(size.intValue()));
        return sizes;
    }

    private HBox mapCard() {
        BlockMapView map = new BlockMapView(viewModel.map());
        HBox.setHgrow(map, Priority.ALWAYS);
        Label title = new Label(Texts.of("map.title"));
        title.getStyleClass().add("heading");
        Label finding = new Label();
        finding.setId("finding");
        finding.setWrapText(true);
        finding.textProperty().bind(viewModel.finding());
        Label hint = Section.note(Texts.of("map.hint"));
        hint.setWrapText(true);
        VBox words = new VBox(title, finding, hint);
        words.getStyleClass().add("map-words");
        HBox card = new HBox(map, words);
        card.getStyleClass().addAll("card", "map-card");
        return card;
    }

    private HBox crumbs() {
        HBox crumbs = new HBox();
        crumbs.setId("crumbs");
        crumbs.getStyleClass().add("crumbs");
        crumbs.setAlignment(Pos.CENTER_LEFT);
        crumbs.setMinWidth(0);
        Label shape = new Label();
        shape.getStyleClass().add("subtitle");
        shape.textProperty().bind(viewModel.shape());
        viewModel
                .crumbs()
                .subscribe(
                        names -> {
                            crumbs.getChildren().clear();
                            for (String name : names) {
                                if (!crumbs.getChildren().isEmpty()) {
                                    crumbs.getChildren().add(Section.note("›"));
                                }
                                Label crumb = new Label(name);
                                crumb.getStyleClass().add("heading");
                                crumbs.getChildren().add(crumb);
                            }
                            crumbs.getChildren().add(shape);
                        });
        HBox row = new HBox(crumbs, gap(), comparison());
        row.getStyleClass().add("crumb-row");
        row.setMinHeight(USE_PREF_SIZE);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private HBox comparison() {
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
        ToggleButton swap = new ToggleButton(Texts.of("pin.swap"));
        swap.setId("pin-swap");
        swap.selectedProperty().bindBidirectional(viewModel.swapped());
        Button unpin = TextButton.of("pin.remove", viewModel::unpin);
        MenuButton pin = new MenuButton(Texts.of("pin.title"));
        pin.setId("pin");
        pin.getItems()
                .setAll(item("pin.this", viewModel::pin), item("pin.other", viewModel::pinOther));
        BooleanBinding pinned =
                Bindings.createBooleanBinding(
                        () -> !viewModel.pinnedName().getValue().isEmpty(), name.textProperty());
        for (Region part : List.of(name, swap, unpin)) {
            part.visibleProperty().bind(pinned);
            part.managedProperty().bind(pinned);
        }
        pin.visibleProperty().bind(pinned.not());
        pin.managedProperty().bind(pinned.not());
        HBox row = new HBox(name, swap, unpin, pin);
        row.getStyleClass().addAll("choices", "comparison");
        row.setMinWidth(USE_PREF_SIZE);
        row.setAlignment(Pos.CENTER_RIGHT);
        return row;
    }

    private static MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem(Texts.of(key));
        item.setId(key.replace('.', '-'));
        item.setOnAction(event -> action.run());
        return item;
    }

    private GridPane figures(ObservableValue<Style> style) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("figures");
        grid.add(new FigureCardView(viewModel.tokenChannels(), style, "token-channels"), 0, 0);
        grid.add(new FigureCardView(viewModel.tokenRange(), style, "token-range"), 1, 0);
        grid.add(new FigureCardView(viewModel.channelOutliers(), style, "channel-outliers"), 0, 1);
        grid.add(new FigureCardView(viewModel.longTail(), style, "long-tail"), 1, 1);
        ColumnConstraints half = new ColumnConstraints();
        half.setPercentWidth(50);
        RowConstraints row = new RowConstraints();
        row.setPercentHeight(50);
        grid.getColumnConstraints().setAll(half, half);
        grid.getRowConstraints().setAll(row, row);
        return grid;
    }

    private static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }
}
