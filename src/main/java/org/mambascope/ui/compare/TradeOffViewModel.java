package org.mambascope.ui.compare;

import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

import org.mambascope.report.chart.Figure;
import org.mambascope.report.figure.TradeOffFigure;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.figure.FigureCardViewModel;
import org.mambascope.ui.run.Runs;
import org.mambascope.ui.session.Session;

import java.util.Optional;

/** The chart of accuracy against what a run costs. */
public final class TradeOffViewModel {
    private final BooleanProperty againstTime = new SimpleBooleanProperty(false);
    private final FigureCardViewModel card;
    private final Runs runs;

    TradeOffViewModel(Session session, Runs runs, FileDialogs dialogs) {
        this.runs = runs;
        this.card =
                new FigureCardViewModel(
                        Bindings.createObjectBinding(this::figure, runs.all(), againstTime),
                        session,
                        dialogs);
    }

    /** True if it shows time instead of size. */
    public BooleanProperty againstTime() {
        return againstTime;
    }

    /** Accuracy against size or time. */
    public FigureCardViewModel card() {
        return card;
    }

    private Optional<Figure> figure() {
        return TradeOffFigure.ofRuns(
                        runs.all().stream().filter(run -> !run.hidden()).toList(),
                        againstTime.get())
                .map(Figure.class::cast);
    }
}
