package org.mambascope.ui.observe;

import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.paint.Color;

import org.mambascope.model.ObservationPoint;
import org.mambascope.report.chart.ColourMap;
import org.mambascope.report.chart.ColourScale;
import org.mambascope.report.figure.PointMap;
import org.mambascope.report.figure.PointMap.Cell;
import org.mambascope.report.text.NumberFormatting;
import org.mambascope.ui.text.Numbers;
import org.mambascope.ui.text.Texts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The map: a click or the arrow keys choose a layer. */
public final class BlockMapView extends GridPane {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");
    private static final double NUMBER_WIDTH = 32;
    private static final CornerRadii ROUNDED = new CornerRadii(3);
    private static final Background UNKNOWN =
            new Background(new BackgroundFill(Color.gray(0.5, 0.2), ROUNDED, null));

    private final BlockMapViewModel viewModel;
    private final Map<ObservationPoint, Label> labels = new HashMap<>();
    private List<ObservationPoint> shown = List.of();

    public BlockMapView(BlockMapViewModel viewModel) {
        this.viewModel = viewModel;
        setId("block-map");
        getStyleClass().add("block-map");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TABLE_VIEW);
        setOnKeyPressed(this::move);
        viewModel.map().subscribe(this::show);
        viewModel.chosen().subscribe(this::mark);
    }

    /** Other numbers in the same cells keep their labels: new ones take long to style. */
    private void show(PointMap map) {
        List<ObservationPoint> points = map.cells().stream().map(Cell::point).toList();
        if (!points.equals(shown)) {
            arrange(map);
            shown = points;
        }
        ColourScale scale = map.scale();
        for (Cell cell : map.cells()) {
            Label label = labels.get(cell.point());
            if (Double.isNaN(cell.value())) {
                undress(label, cell);
            } else {
                dress(label, cell, ColourMap.VIRIDIS.colour(scale.position(cell.value())));
            }
        }
        mark(viewModel.chosen().getValue());
    }

    private void arrange(PointMap map) {
        getChildren().clear();
        labels.clear();
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(USE_PREF_SIZE);
        getColumnConstraints().setAll(names);
        for (int column = 0; column < map.blocks().size(); column++) {
            ColumnConstraints constraints = new ColumnConstraints(0, 56, Double.MAX_VALUE);
            constraints.setHgrow(Priority.ALWAYS);
            constraints.setHalignment(HPos.CENTER);
            getColumnConstraints().add(constraints);
            add(caption(Integer.toString(map.blocks().get(column)), "column"), column + 1, 0);
        }
        for (int row = 0; row < map.kinds().size(); row++) {
            add(caption(map.label(map.kinds().get(row)), "row"), 0, row + 1);
        }
        for (Cell cell : map.cells()) {
            int column = map.blocks().indexOf(cell.point().block()) + 1;
            int row = map.kinds().indexOf(cell.point().kind()) + 1;
            add(label(cell.point()), column, row);
        }
    }

    /** A number that is cut off is worse than none: then the colours speak alone. */
    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        double width =
                labels.values().stream().mapToDouble(Label::getWidth).min().orElse(NUMBER_WIDTH);
        pseudoClassStateChanged(NARROW, width < NUMBER_WIDTH);
    }

    private static Label caption(String text, String side) {
        Label label = new Label(text);
        label.getStyleClass().addAll("map-caption", side);
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private Label label(ObservationPoint point) {
        Label label = new Label();
        label.setId("cell-" + point.kind() + "-" + point.block());
        label.getStyleClass().add("cell");
        label.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        label.setMinWidth(0);
        label.setTooltip(new Tooltip());
        labels.put(point, label);
        return label;
    }

    private void dress(Label label, Cell cell, java.awt.Color colour) {
        label.setText(Numbers.tersely(cell.value()));
        label.setBackground(new Background(new BackgroundFill(paint(colour), ROUNDED, null)));
        label.setTextFill(paint(ColourMap.textOn(colour)));
        label.setOnMouseClicked(
                event -> {
                    viewModel.choose(cell);
                    requestFocus();
                });
        label.getTooltip().setText(words(cell));
        label.setAccessibleText(words(cell));
    }

    /** Nothing is known there yet. */
    private static void undress(Label label, Cell cell) {
        label.setText("");
        label.setBackground(UNKNOWN);
        label.setOnMouseClicked(null);
        label.getTooltip()
                .setText(Texts.of("map.unknown", cell.point().block(), cell.point().kind()));
        label.setAccessibleText(label.getTooltip().getText());
    }

    private static String words(Cell cell) {
        return Texts.of(
                "map.cell",
                cell.point().block(),
                PointMap.direction(cell.point())
                        .map(direction -> cell.point().kind() + " " + direction)
                        .orElse(cell.point().kind()),
                NumberFormatting.number(cell.value()));
    }

    private static Color paint(java.awt.Color colour) {
        return Color.rgb(colour.getRed(), colour.getGreen(), colour.getBlue());
    }

    private void mark(Optional<ObservationPoint> chosen) {
        labels.forEach(
                (point, label) -> {
                    boolean marked = chosen.equals(Optional.of(point));
                    label.pseudoClassStateChanged(CHOSEN, marked);
                    label.setViewOrder(marked ? -1 : 0);
                    if (marked) {
                        setAccessibleText(label.getAccessibleText());
                    }
                });
    }

    private void move(KeyEvent event) {
        switch (event.getCode()) {
            case LEFT -> viewModel.move(0, -1);
            case RIGHT -> viewModel.move(0, 1);
            case UP -> viewModel.move(-1, 0);
            case DOWN -> viewModel.move(1, 0);
            default -> {
                return;
            }
        }
        event.consume();
    }
}
