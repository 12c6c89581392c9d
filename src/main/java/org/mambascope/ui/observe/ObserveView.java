package org.mambascope.ui.observe;

import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.mambascope.activation.Measure;
import org.mambascope.session.ImageScope;
import org.mambascope.session.ObservedSource;
import org.mambascope.ui.control.DropDown;
import org.mambascope.ui.control.Section;
import org.mambascope.ui.control.Segments;
import org.mambascope.ui.control.Visibility;
import org.mambascope.ui.control.WrappingRow;
import org.mambascope.ui.figure.ExportMenu;
import org.mambascope.ui.look.Style;
import org.mambascope.ui.session.Stage;
import org.mambascope.ui.text.Texts;

import java.util.List;
import java.util.Locale;

/** The workspace: choices, the map, four figures. */
public final class ObserveView extends ScrollPane {
    private static final PseudoClass EXPIRED = PseudoClass.getPseudoClass("expired");

    private static final PseudoClass WANTED = PseudoClass.getPseudoClass("wanted");

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
        FigureGrid figures = new FigureGrid(viewModel, style);
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
        FlowPane row = new FlowPane(sources, measures, sampleSizes(), scopes, stages(), analyse);
        row.getStyleClass().add("choices");
        return row;
    }

    private DropDown<Stage> stages() {
        DropDown<Stage> stages =
                new DropDown<>(
                        viewModel.map().stages().getValue(),
                        ObserveView::name,
                        viewModel.map().stage(),
                        Texts.of("observe.stage"));
        stages.setId("stage");
        stages.getStyleClass().add("stage");
        viewModel.map().stages().subscribe(stages::offer);
        Visibility.shownWhen(stages, viewModel.map().stages().map(some -> some.size() > 1));
        return stages;
    }

    private static String name(Stage stage) {
        return stage.number() == 0
                ? Texts.of("observe.stages")
                : Texts.of("observe.stage.value", stage.number(), stage.rows(), stage.columns());
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
        WrappingRow row = new WrappingRow(crumbs, ComparisonBar.of(viewModel), true);
        row.getStyleClass().add("crumb-row");
        return row;
    }

    private static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }
}
