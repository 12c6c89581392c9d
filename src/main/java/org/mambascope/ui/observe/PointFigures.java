package org.mambascope.ui.observe;

import javafx.beans.value.ObservableValue;

import org.mambascope.activation.PointStatistics;
import org.mambascope.report.chart.Figure;
import org.mambascope.report.figure.ChannelOutlierFigure;
import org.mambascope.report.figure.FigureOptions;
import org.mambascope.report.figure.HistogramFigure;
import org.mambascope.report.figure.TokenChannelFigure;
import org.mambascope.report.figure.TokenRangeFigure;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.observe.PointFigureViewModel.Axis;
import org.mambascope.ui.session.Session;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The figures of the chosen point in one place.
 *
 * @param tokenChannels tokens × channels
 * @param tokenRange what each token reaches
 * @param channelOutliers what each channel reaches
 * @param longTail how often each value occurs
 */
public record PointFigures(
        PointFigureViewModel tokenChannels,
        PointFigureViewModel tokenRange,
        PointFigureViewModel channelOutliers,
        PointFigureViewModel longTail) {
    static PointFigures of(
            Session session,
            FileDialogs dialogs,
            ObservableValue<Optional<Subjects.Shown>> subjects,
            PointFigureViewModel.Place place) {
        return new PointFigures(
                figure(session, dialogs, subjects, place, Axis.TOKENS, TokenChannelFigure::new),
                figure(
                        session,
                        dialogs,
                        subjects,
                        place,
                        Axis.TOKENS,
                        (shown, options) ->
                                new TokenRangeFigure(
                                        shown, options, TokenRangeFigure.Measure.RANGE)),
                figure(session, dialogs, subjects, place, Axis.OTHER, ChannelOutlierFigure::new),
                figure(session, dialogs, subjects, place, Axis.OTHER, HistogramFigure::new));
    }

    private static PointFigureViewModel figure(
            Session session,
            FileDialogs dialogs,
            ObservableValue<Optional<Subjects.Shown>> subjects,
            PointFigureViewModel.Place place,
            Axis axis,
            BiFunction<PointStatistics, FigureOptions, Figure> kind) {
        return new PointFigureViewModel(session, subjects, place, dialogs, axis, kind);
    }

    /** All of them, in the order in which they are looked at. */
    public List<PointFigureViewModel> all() {
        return List.of(tokenChannels, tokenRange, channelOutliers, longTail);
    }
}
