package org.mambascope.ui.observe;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;

import org.mambascope.activation.PointStatistics;
import org.mambascope.report.Comparison;
import org.mambascope.report.Figure;
import org.mambascope.report.FigureOptions;
import org.mambascope.report.Quantity;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.figure.FigureCardViewModel;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.session.ViewOptions;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;

/** One figure of the chosen point. */
public final class PointFigureViewModel extends FigureCardViewModel {
    /** Which axis of a figure is token positions. */
    public enum Axis {
        TOKENS,
        OTHER
    }

    private final Axis axis;
    private final Session session;

    PointFigureViewModel(
            Session session,
            FileDialogs dialogs,
            Axis axis,
            BiFunction<PointStatistics, FigureOptions, Figure> kind) {
        super(figure(session, kind), session.jobs(), dialogs, () -> point(session));
        this.session = session;
        this.axis = axis;
    }

    private static ObservableValue<Optional<Figure>> figure(
            Session session, BiFunction<PointStatistics, FigureOptions, Figure> kind) {
        ViewOptions options = session.options();
        return Bindings.createObjectBinding(
                () -> shown(session).map(shown -> kind.apply(shown, options(session, shown))),
                session.statistics(),
                session.pinnedProperty(),
                session.selection().tokenProperty(),
                options.swappedProperty(),
                options.outlierThresholdProperty(),
                options.histogramBinsProperty(),
                options.bitsProperty());
    }

    private static String point(Session session) {
        return session.statistics()
                .getValue()
                .map(statistics -> statistics.point().name())
                .orElse("");
    }

    /** The pinned model's statistics where they are to be seen in the place of the open one's. */
    private static Optional<PointStatistics> shown(Session session) {
        return session.statistics().getValue().map(own -> swapped(session).orElse(own));
    }

    private static Optional<PointStatistics> swapped(Session session) {
        return session.pinnedStatistics()
                .filter(other -> session.options().swappedProperty().get());
    }

    /** The model whose statistics are not in the figure's own place. */
    private static Optional<Comparison> comparison(Session session) {
        if (swapped(session).isPresent()) {
            return session.statistics()
                    .getValue()
                    .flatMap(
                            own ->
                                    session.modelProperty()
                                            .get()
                                            .map(model -> new Comparison(model.name(), own)));
        }
        return session.pinnedStatistics()
                .flatMap(
                        other ->
                                session.pinnedProperty()
                                        .get()
                                        .map(pinned -> new Comparison(pinned.name(), other)));
    }

    private static FigureOptions options(Session session, PointStatistics shown) {
        ViewOptions options = session.options();
        OptionalInt token = session.selection().tokenProperty().get();
        boolean there = token.isPresent() && token.getAsInt() < shown.point().tokens();
        return FigureOptions.DEFAULT
                .withSelectedToken(there ? token : OptionalInt.empty())
                .withOutlierThreshold(options.outlierThresholdProperty().get())
                .withBins(options.histogramBinsProperty().get())
                .withLevelBits(OptionalInt.of(options.bitsProperty().get()))
                .withQuantity(
                        switch (session.selection().sourceProperty().get()) {
                            case ACTIVATIONS -> Quantity.ACTIVATION;
                            case WEIGHTS -> Quantity.WEIGHT;
                        })
                .withOverlaid(session.overlaid())
                .withComparison(comparison(session));
    }

    /** Chooses the token at a place, if the figure has tokens from left to right. */
    @Override
    public void pick(double x) {
        long token = Math.round(x);
        int tokens = session.statistics().getValue().map(shown -> shown.point().tokens()).orElse(0);
        if (axis == Axis.TOKENS && token >= 0 && token < tokens) {
            session.selection().tokenProperty().set(OptionalInt.of((int) token));
        }
    }

    /** Goes to a neighbouring token. */
    @Override
    public void move(int steps) {
        session.selection().tokenProperty().get().ifPresent(token -> pick(token + steps));
    }
}
