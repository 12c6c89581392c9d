package org.mambascope.ui.session;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.mambascope.quant.layer.Smoothing;
import org.mambascope.report.chart.FigureSize;

/** How the figures are drawn, whatever they show. */
public final class ViewOptions {

    private final DoubleProperty outlierThreshold = new SimpleDoubleProperty(6);
    private final IntegerProperty histogramBins = new SimpleIntegerProperty(110);
    private final BooleanProperty swapped = new SimpleBooleanProperty(false);
    private final IntegerProperty bits = new SimpleIntegerProperty(4);
    private final BooleanProperty sideBySide = new SimpleBooleanProperty(true);
    private final ObjectProperty<FigureSize.Page> page =
            new SimpleObjectProperty<>(FigureSize.Page.TWO_COLUMNS);
    private final BooleanProperty marked = new SimpleBooleanProperty(false);
    private final DoubleProperty alpha = new SimpleDoubleProperty(Smoothing.USUAL_ALPHA);

    /** Whether two things that are compared stand side by side, not over each other. */
    public BooleanProperty sideBySideProperty() {
        return sideBySide;
    }

    /** The page that saved figures are made for. */
    public ObjectProperty<FigureSize.Page> pageProperty() {
        return page;
    }

    /** Whether saved figures keep the mark of what was clicked last. */
    public BooleanProperty markedProperty() {
        return marked;
    }

    /** How much smoothing moves into the weights where a smoothed input is shown, 0 … 1. */
    public DoubleProperty alphaProperty() {
        return alpha;
    }

    /** Whether the pinned model is drawn in the place of the open one, and the other way round. */
    public BooleanProperty swappedProperty() {
        return swapped;
    }

    /** A channel stands out above this many times the median channel, 2 … 20. */
    public DoubleProperty outlierThresholdProperty() {
        return outlierThreshold;
    }

    /** Bins of the histogram, 20 … 240. */
    public IntegerProperty histogramBinsProperty() {
        return histogramBins;
    }

    /** Bit width whose levels are drawn over the histogram, 2 … 8. */
    public IntegerProperty bitsProperty() {
        return bits;
    }
}
