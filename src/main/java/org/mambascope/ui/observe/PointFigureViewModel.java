package org.mambascope.ui.observe;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;

import org.mambascope.quant.estimate.BasisComparison.Basis;
import org.mambascope.report.chart.Figure;
import org.mambascope.report.figure.FigureOptions;
import org.mambascope.report.figure.OverlaidModel;
import org.mambascope.report.figure.PointFigure;
import org.mambascope.report.figure.Quantity;
import org.mambascope.session.ObservedSource;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.figure.FigureCardViewModel;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.session.ViewOptions;

import java.util.Optional;
import java.util.OptionalInt;

/** One figure of the chosen point. */
public final class PointFigureViewModel extends FigureCardViewModel {
    /** Of two things that stand side by side. */
    enum Place {
        FIRST,
        SECOND
    }

    private final PointFigure kind;
    private final Session session;

    PointFigureViewModel(
            Session session,
            ObservableValue<Optional<Subjects.Shown>> subjects,
            Place place,
            FileDialogs dialogs,
            PointFigure kind) {
        super(
                figure(session, subjects, place, kind),
                session,
                dialogs,
                () -> subject(session, subjects, place),
                () -> caption(session, subjects, place));
        this.session = session;
        this.kind = kind;
    }

    /** The figure's name in the catalogue. */
    public String id() {
        return kind.id();
    }

    private static ObservableValue<Optional<Figure>> figure(
            Session session,
            ObservableValue<Optional<Subjects.Shown>> subjects,
            Place place,
            PointFigure kind) {
        ViewOptions options = session.options();
        return Bindings.createObjectBinding(
                () -> subjects.getValue().flatMap(shown -> figure(session, shown, place, kind)),
                subjects,
                session.selection().tokenProperty(),
                options.outlierThresholdProperty(),
                options.histogramBinsProperty(),
                options.bitsProperty());
    }

    private static Optional<Figure> figure(
            Session session, Subjects.Shown shown, Place place, PointFigure kind) {
        return at(place, shown)
                .map(own -> kind.of(own.statistics(), options(session, own, other(place, shown))));
    }

    private static Optional<Subject> at(Place place, Subjects.Shown shown) {
        return switch (place) {
            case FIRST -> Optional.of(shown.first());
            case SECOND -> shown.second().filter(other -> shown.sideBySide());
        };
    }

    private static Optional<OverlaidModel> other(Place place, Subjects.Shown shown) {
        Optional<Subject> other =
                place == Place.FIRST ? shown.second() : Optional.of(shown.first());
        return other.map(
                beside ->
                        new OverlaidModel(beside.name(), beside.statistics(), !shown.sideBySide()));
    }

    /** What a file of the figure is named after. */
    private static String subject(
            Session session, ObservableValue<Optional<Subjects.Shown>> subjects, Place place) {
        String point =
                session.statistics()
                        .getValue()
                        .map(statistics -> statistics.point().name())
                        .orElse("");
        return subjects.getValue()
                .filter(shown -> shown.second().isPresent())
                .flatMap(shown -> at(place, shown))
                .map(own -> point + "-" + own.name())
                .orElse(point);
    }

    /** Model, block, layer and images, and the basis where it is not the layer's own. */
    private static String caption(
            Session session, ObservableValue<Optional<Subjects.Shown>> subjects, Place place) {
        return subjects.getValue()
                .flatMap(shown -> at(place, shown))
                .map(own -> caption(session, own))
                .orElse("");
    }

    private static String caption(Session session, Subject own) {
        boolean bases = session.selection().basisProperty().get() != Basis.AS_IS;
        String point = quantity(session).caption(own.statistics());
        return bases
                ? modelName(session) + " · " + point + " · " + own.name()
                : own.name() + " · " + point;
    }

    private static Quantity quantity(Session session) {
        return switch (session.selection().sourceProperty().get()) {
            case ACTIVATIONS -> Quantity.ACTIVATION;
            case WEIGHTS -> Quantity.WEIGHT;
            case SCANS -> Quantity.SCAN;
        };
    }

    private static FigureOptions options(
            Session session, Subject own, Optional<OverlaidModel> other) {
        ViewOptions options = session.options();
        OptionalInt token = session.selection().tokenProperty().get();
        boolean there = token.isPresent() && token.getAsInt() < own.statistics().point().tokens();
        return FigureOptions.DEFAULT
                .withSelectedToken(there ? token : OptionalInt.empty())
                .withOutlierThreshold(options.outlierThresholdProperty().get())
                .withBins(options.histogramBinsProperty().get())
                .withLevelBits(OptionalInt.of(options.bitsProperty().get()))
                .withQuantity(quantity(session))
                .withOverlaid(own.images())
                .withComparison(other);
    }

    /** Weights are analysed in the window alone. */
    @Override
    public Optional<String> inTerminal() {
        return session.selection().sourceProperty().get() == ObservedSource.WEIGHTS
                ? Optional.empty()
                : session.statistics()
                        .getValue()
                        .flatMap(
                                shown ->
                                        AnalysisCommand.of(
                                                session, OptionalInt.of(shown.point().block())));
    }

    /** Chooses the token at a place, if the figure has tokens from left to right. */
    @Override
    public void pick(double x) {
        long token = Math.round(x);
        int tokens = session.statistics().getValue().map(shown -> shown.point().tokens()).orElse(0);
        if (kind.axis() == PointFigure.Axis.TOKENS && token >= 0 && token < tokens) {
            session.selection().tokenProperty().set(OptionalInt.of((int) token));
        }
    }

    /** Goes to a neighbouring token. */
    @Override
    public void move(int steps) {
        session.selection().tokenProperty().get().ifPresent(token -> pick(token + steps));
    }
}
