package org.mambascope.ui.quantise;

import javafx.beans.property.ReadOnlyObjectWrapper;

import org.mambascope.report.chart.Figure;
import org.mambascope.report.figure.LossFigure;
import org.mambascope.report.figure.LossFigure.Curve;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.figure.FigureCardViewModel;
import org.mambascope.ui.session.Session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How losses fall while a method learns: a curve a block, in the order in which they come. */
final class LossCurvesViewModel {
    private final ReadOnlyObjectWrapper<Optional<Figure>> figure =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final List<Curve> curves = new ArrayList<>();
    private final FigureCardViewModel card;

    LossCurvesViewModel(Session session, FileDialogs dialogs) {
        this.card = new FigureCardViewModel(figure, session, dialogs);
    }

    /** The figure; empty as long as nothing was learned. */
    FigureCardViewModel card() {
        return card;
    }

    void clear() {
        curves.clear();
        figure.set(Optional.empty());
    }

    /** One more epoch of the block that learns now. */
    void add(String block, double loss) {
        Optional<Curve> before =
                curves.isEmpty() || !curves.getLast().block().equals(block)
                        ? Optional.empty()
                        : Optional.of(curves.removeLast());
        List<Double> values = new ArrayList<>(before.map(Curve::losses).orElse(List.of()));
        values.add(loss);
        curves.add(new Curve(block, values));
        figure.set(Optional.of(new LossFigure(curves)));
    }
}
