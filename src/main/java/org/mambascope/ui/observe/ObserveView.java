package org.mambascope.ui.observe;

import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
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
import org.mambascope.ui.control.Style;
import org.mambascope.ui.control.Section;
import org.mambascope.ui.control.Segments;
import org.mambascope.ui.session.Scope;
import org.mambascope.ui.text.Texts;

import java.util.List;
import java.util.Locale;

/** The workspace: choices, the map, four figures. */
public final class ObserveView extends VBox {
    private static final PseudoClass EXPIRED = PseudoClass.getPseudoClass("expired");

    private final ObserveViewModel viewModel;

    public ObserveView(ObserveViewModel viewModel, ObservableValue<Style> style) {
        this.viewModel = viewModel;
        getStyleClass().add("workspace-content");
        setId("observe");
        viewModel.isCurrent().subscribe(current -> pseudoClassStateChanged(EXPIRED, !current));
        GridPane figures = figures(style);
        VBox.setVgrow(figures, Priority.ALWAYS);
        getChildren().setAll(choices(), mapCard(), crumbs(), figures);
    }

    private HBox choices() {
        Segments<Measure> measures =
                new Segments<>(List.of(Measure.values()), ObserveView::name, viewModel.measure());
        Segments<Scope> scopes =
                new Segments<>(
                        List.of(Scope.values()),
                        ObserveView::name,
                        viewModel.scope());
        Button analyse =
                new Button(Texts.of("observe.analyse"), new FontIcon(MaterialDesignP.PLAY));
        analyse.setId("analyse");
        analyse.setOnAction(event -> viewModel.analyse());
        viewModel.canAnalyse().subscribe(can -> analyse.setDisable(!can));
        HBox row = new HBox(measures, gap(), sampleSizes(), scopes, analyse);
        row.getStyleClass().add("choices");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static String name(Measure measure) {
        return Texts.of("measure." + measure.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static String name(Scope scope) {
        return Texts.of("scope." + scope.name().toLowerCase(Locale.ROOT));
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
        sizes.valueProperty().bindBidirectional(viewModel.sampleSize().asObject());
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
        crumbs.setAlignment(Pos.BASELINE_LEFT);
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
        return crumbs;
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
        grid.setMinHeight(0);
        return grid;
    }

    private static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }
}
