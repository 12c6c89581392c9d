package org.mambascope.ui.observe;

import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SeparatorMenuItem;
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
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;
import org.mambascope.activation.Measure;
import org.mambascope.experiment.run.Run;
import org.mambascope.quant.estimate.BasisComparison.Basis;
import org.mambascope.session.ImageScope;
import org.mambascope.session.ObservedSource;
import org.mambascope.ui.control.Section;
import org.mambascope.ui.control.Segments;
import org.mambascope.ui.control.TextButton;
import org.mambascope.ui.control.Visibility;
import org.mambascope.ui.control.WrappingBar;
import org.mambascope.ui.control.WrappingRow;
import org.mambascope.ui.figure.ExportMenu;
import org.mambascope.ui.figure.FigureCardView;
import org.mambascope.ui.look.Style;
import org.mambascope.ui.text.Texts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The workspace: choices, the map, four figures. */
public final class ObserveView extends ScrollPane {
    private static final PseudoClass EXPIRED = PseudoClass.getPseudoClass("expired");

    private static final PseudoClass WANTED = PseudoClass.getPseudoClass("wanted");

    private static final PseudoClass BESIDE = PseudoClass.getPseudoClass("beside");

    private final ObserveViewModel viewModel;

    /**
     * @param openImages asks for images
     * @param openFolder asks for a folder of images
     */
    public ObserveView(
            ObserveViewModel viewModel,
            ObservableValue<Style> style,
            Runnable openImages,
            Runnable openFolder) {
        this.viewModel = viewModel;
        getStyleClass().addAll("plain-scroll", "workspace-area");
        setId("observe");
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        GridPane figures = figures(style);
        VBox.setVgrow(figures, Priority.ALWAYS);
        WrappingRow crumbs = crumbs();
        NextStepView next = new NextStepView(viewModel, openImages, openFolder);
        VBox.setVgrow(next, Priority.ALWAYS);
        for (Region part : List.of(crumbs, figures)) {
            Visibility.shownWhen(part, viewModel.hasObservation());
        }
        Visibility.shownWhen(next, viewModel.hasObservation().map(has -> !has));
        VBox content = new VBox(choices(), mapCard(style), crumbs, next, figures);
        content.getStyleClass().add("workspace-content");
        viewModel.isOld().subscribe(old -> content.pseudoClassStateChanged(EXPIRED, old));
        setContent(content);
    }

    private FlowPane choices() {
        Segments<Measure> measures =
                new Segments<>(List.of(Measure.values()), ObserveView::name, viewModel.measure());
        Segments<ImageScope> scopes =
                new Segments<>(List.of(ImageScope.values()), ObserveView::name, viewModel.scope());
        Button analyse = new Button("", new FontIcon(MaterialDesignP.PLAY));
        analyse.setId("analyse");
        analyse.setAccessibleText(Texts.of("observe.analyse"));
        analyse.setTooltip(new Tooltip(Texts.of("observe.analyse")));
        analyse.setOnAction(event -> viewModel.analyse());
        viewModel.canAnalyse().subscribe(can -> analyse.setDisable(!can));
        viewModel
                .isStopped()
                .subscribe(
                        stopped -> {
                            analyse.setText(stopped ? Texts.of("step.analyse.now") : "");
                            analyse.pseudoClassStateChanged(WANTED, stopped);
                        });
        Segments<ObservedSource> sources =
                new Segments<>(
                        List.of(ObservedSource.values()), ObserveView::name, viewModel.source());
        FlowPane row = new FlowPane(sources, measures, sampleSizes(), scopes, analyse);
        row.getStyleClass().add("choices");
        return row;
    }

    private static String name(Measure measure) {
        return Texts.of("measure." + measure.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static String name(ImageScope scope) {
        return Texts.of("scope." + scope.name().toLowerCase(Locale.ROOT));
    }

    private static String name(ObservedSource source) {
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

    private HBox mapCard(ObservableValue<Style> style) {
        BlockMapView map = new BlockMapView(viewModel.map());
        HBox.setHgrow(map, Priority.ALWAYS);
        Label title = new Label(Texts.of("map.title"));
        title.getStyleClass().add("heading");
        Label finding = new Label();
        finding.setId("finding");
        finding.setWrapText(true);
        finding.setMinHeight(USE_PREF_SIZE);
        finding.textProperty().bind(viewModel.finding());
        Label hint = Section.note(Texts.of("map.hint"));
        hint.setWrapText(true);
        HBox header =
                new HBox(title, gap(), ExportMenu.ofFigure(viewModel.map().figure(), style, "map"));
        header.setAlignment(Pos.CENTER_LEFT);
        VBox words = new VBox(header, finding, new MapLegendView(viewModel.map()), hint);
        words.getStyleClass().add("map-words");
        HBox card = new HBox(map, words);
        card.getStyleClass().addAll("card", "map-card");
        return card;
    }

    private WrappingRow crumbs() {
        HBox crumbs = new HBox();
        crumbs.setId("crumbs");
        crumbs.getStyleClass().add("crumbs");
        crumbs.setAlignment(Pos.CENTER_LEFT);
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
        WrappingRow row = new WrappingRow(crumbs, comparison(), true);
        row.getStyleClass().add("crumb-row");
        return row;
    }

    private ComboBox<Basis> bases() {
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

    private WrappingBar comparison() {
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
        pin.setOnShowing(event -> pin.getItems().setAll(comparable()));
        pin.getItems().setAll(comparable());
        ObservableValue<Boolean> pinned = viewModel.pinnedName().map(other -> !other.isEmpty());
        // Side by side the names stand over the figures.
        Visibility.shownWhen(name, viewModel.isSideBySide().map(beside -> !beside));
        for (Region part : List.of(swap, unpin)) {
            Visibility.shownWhen(part, pinned);
        }
        Visibility.shownWhen(pin, pinned.map(is -> !is));
        WrappingBar row = new WrappingBar(bases(), name, sideBySide, swap, unpin, pin);
        row.getStyleClass().add("comparison");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /** What the open model can be compared with. */
    private List<MenuItem> comparable() {
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
        items.add(item("pin.this", viewModel::pin));
        items.add(item("pin.other", viewModel::pinOther));
        return items;
    }

    private static MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem(Texts.of(key));
        item.setId(key.replace('.', '-'));
        item.setOnAction(event -> action.run());
        return item;
    }

    private GridPane figures(ObservableValue<Style> style) {
        List<FigureCardView> first = cards(viewModel.figures(), style, "");
        List<FigureCardView> second = cards(viewModel.others(), style, "-beside");
        FigureCardView agreement =
                new FigureCardView(viewModel.agreement(), style, "token-agreement");
        GridPane grid = new GridPane();
        grid.getStyleClass().add("figures");
        ColumnConstraints half = new ColumnConstraints();
        half.setPercentWidth(50);
        grid.getColumnConstraints().setAll(half, half);
        Runnable arrange =
                () -> {
                    grid.getChildren().clear();
                    grid.getRowConstraints().clear();
                    List<String> names = viewModel.names().getValue();
                    grid.pseudoClassStateChanged(BESIDE, !names.isEmpty());
                    if (names.isEmpty()) {
                        square(grid, first);
                    } else {
                        boolean compared = viewModel.agreement().figure().getValue().isPresent();
                        columns(
                                grid,
                                names,
                                first,
                                second,
                                compared ? Optional.of(agreement) : Optional.empty());
                    }
                };
        viewModel.names().subscribe((before, now) -> arrange.run());
        viewModel
                .agreement()
                .figure()
                .map(Optional::isPresent)
                .subscribe((before, now) -> arrange.run());
        arrange.run();
        return grid;
    }

    private static List<FigureCardView> cards(
            PointFigures figures, ObservableValue<Style> style, String suffix) {
        return figures.all().stream()
                .map(figure -> new FigureCardView(figure, style, figure.id() + suffix))
                .toList();
    }

    private static void square(GridPane grid, List<FigureCardView> cards) {
        int rows = Math.ceilDiv(cards.size(), 2);
        RowConstraints row = new RowConstraints();
        row.setPercentHeight(100.0 / rows);
        grid.getRowConstraints().setAll(Collections.nCopies(rows, row));
        for (int i = 0; i < cards.size(); i++) {
            grid.add(cards.get(i), i % 2, i / 2);
        }
    }

    /** The same figure of both beside each other, on the same axes; the page becomes longer. */
    private static void columns(
            GridPane grid,
            List<String> names,
            List<FigureCardView> first,
            List<FigureCardView> second,
            Optional<FigureCardView> agreement) {
        for (int column = 0; column < names.size(); column++) {
            Label name = new Label(names.get(column));
            name.getStyleClass().addAll("heading", "column-name");
            name.setWrapText(true);
            grid.add(name, column, 0);
        }
        grid.getRowConstraints().add(new RowConstraints());
        agreement.ifPresent(card -> grid.add(card, 0, 1, 2, 1));
        agreement.ifPresent(card -> grid.getRowConstraints().add(tall()));
        for (int i = 0; i < first.size(); i++) {
            int row = grid.getRowConstraints().size();
            grid.getRowConstraints().add(tall());
            grid.add(first.get(i), 0, row);
            grid.add(second.get(i), 1, row);
        }
    }

    private static RowConstraints tall() {
        RowConstraints row = new RowConstraints();
        row.setVgrow(Priority.ALWAYS);
        return row;
    }

    private static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }
}
