package org.mambascope.ui.figure;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

import org.mambascope.report.chart.Figure;
import org.mambascope.ui.look.Style;

import java.util.Optional;

/** Shows a figure's chart in all of its area, and tells what the pointer touches. */
final class PlotView extends Region {
    private final FigureCardViewModel viewModel;
    private final ObservableValue<Style> style;
    private final FigureCanvas canvas = new FigureCanvas();
    private boolean changed;

    PlotView(FigureCardViewModel viewModel, ObservableValue<Style> style) {
        this.viewModel = viewModel;
        this.style = style;
        getStyleClass().add("plot");
        getChildren().setAll(canvas);
        canvas.setManaged(false);
        setMinSize(0, 0);
        setFocusTraversable(true);
        viewModel.figure().subscribe(this::draw);
        style.subscribe((before, now) -> draw(viewModel.figure().getValue()));
        setOnMouseMoved(
                event ->
                        at(event)
                                .ifPresentOrElse(
                                        place -> viewModel.read(place.getX(), place.getY()),
                                        viewModel::stopReading));
        setOnMouseExited(event -> viewModel.stopReading());
        setOnMousePressed(this::pick);
        setOnMouseDragged(this::pick);
        setOnKeyPressed(this::move);
    }

    /** Once before the next frame, however often the figure changes until then. */
    private void draw(Optional<Figure> figure) {
        canvas.setVisible(figure.isPresent());
        changed = true;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        if (changed) {
            changed = false;
            viewModel
                    .figure()
                    .getValue()
                    .ifPresent(shown -> canvas.show(shown.chart(style.getValue().figures())));
        }
        double left = snappedLeftInset();
        double top = snappedTopInset();
        canvas.relocate(left, top);
        canvas.resizeTo(
                getWidth() - left - snappedRightInset(), getHeight() - top - snappedBottomInset());
        canvas.drawIfChanged();
    }

    private Optional<java.awt.geom.Point2D> at(MouseEvent event) {
        Point2D place = canvas.parentToLocal(event.getX(), event.getY());
        return canvas.dataAt(place.getX(), place.getY());
    }

    private void pick(MouseEvent event) {
        requestFocus();
        at(event).ifPresent(place -> viewModel.pick(place.getX()));
        // The pane that scrolls would take the focus.
        event.consume();
    }

    private void move(KeyEvent event) {
        if (event.getCode() == KeyCode.LEFT || event.getCode() == KeyCode.RIGHT) {
            viewModel.move(event.getCode() == KeyCode.LEFT ? -1 : 1);
            event.consume();
        }
    }
}
