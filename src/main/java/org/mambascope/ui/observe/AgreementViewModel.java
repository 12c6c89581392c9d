package org.mambascope.ui.observe;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;

import org.mambascope.quant.estimate.BasisComparison.Basis;
import org.mambascope.report.chart.Figure;
import org.mambascope.report.figure.MeasuredSqnrFigure;
import org.mambascope.report.figure.Quantity;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.figure.FigureCardViewModel;
import org.mambascope.ui.session.PinnedModel;
import org.mambascope.ui.session.Session;

import java.util.Optional;
import java.util.OptionalInt;

/** How far each token of the pinned model is from the open one's, at the chosen point. */
final class AgreementViewModel extends FigureCardViewModel {
    private final Session session;

    AgreementViewModel(
            Session session,
            FileDialogs dialogs,
            ObservableValue<Optional<Subjects.Shown>> subjects) {
        super(
                Bindings.createObjectBinding(
                        () -> subjects.getValue().flatMap(shown -> figure(session, shown)),
                        subjects,
                        session.selection().tokenProperty()),
                session,
                dialogs,
                () ->
                        session.selection()
                                .pointProperty()
                                .get()
                                .map(point -> point.name())
                                .orElse(""),
                () ->
                        session.statistics()
                                .getValue()
                                .map(
                                        shown ->
                                                modelName(session)
                                                        + " · "
                                                        + Quantity.ACTIVATION.caption(shown))
                                .orElse(""));
        this.session = session;
    }

    /** Only while two models are compared, not two bases. */
    private static Optional<Figure> figure(Session session, Subjects.Shown shown) {
        boolean bases = session.selection().basisProperty().get() != Basis.AS_IS;
        return shown.second().isEmpty() || bases
                ? Optional.empty()
                : session.pinned().property().get().flatMap(pinned -> figure(session, pinned));
    }

    private static Optional<Figure> figure(Session session, PinnedModel pinned) {
        return session.selection()
                .pointProperty()
                .get()
                .flatMap(
                        point ->
                                Optional.ofNullable(pinned.decibels().get(point.name()))
                                        .map(
                                                decibels ->
                                                        new MeasuredSqnrFigure(
                                                                point.order(),
                                                                decibels,
                                                                pinned.name(),
                                                                session.selection()
                                                                        .tokenProperty()
                                                                        .get())));
    }

    @Override
    public void pick(double x) {
        long token = Math.round(x);
        session.selection()
                .pointProperty()
                .get()
                .filter(point -> token >= 0 && token < point.tokens())
                .ifPresent(
                        point ->
                                session.selection()
                                        .tokenProperty()
                                        .set(OptionalInt.of((int) token)));
    }

    @Override
    public void move(int steps) {
        session.selection().tokenProperty().get().ifPresent(token -> pick(token + steps));
    }
}
