package org.mambascope.ui.observe;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

import org.mambascope.activation.PointStatistics;
import org.mambascope.report.Comparison;
import org.mambascope.report.Figure;
import org.mambascope.report.FigureOptions;
import org.mambascope.report.FigureTheme;
import org.mambascope.report.Quantity;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.session.ViewOptions;
import org.mambascope.ui.text.Texts;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;

/** One figure of the chosen point: what it is, what lies under the pointer, how it is saved. */
public final class FigureCardViewModel {
    /** Which axis of a figure is token positions. */
    public enum Axis {
        TOKENS,
        OTHER
    }

    private final ObjectProperty<Optional<String>> reading =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObservableValue<Optional<Figure>> figure;
    private final ObservableValue<String> title;
    private final ObservableValue<String> subtitle;
    private final Axis axis;
    private final Session session;
    private final FileDialogs dialogs;

    FigureCardViewModel(
            Session session,
            FileDialogs dialogs,
            Axis axis,
            BiFunction<PointStatistics, FigureOptions, Figure> kind) {
        this.session = session;
        this.dialogs = dialogs;
        this.axis = axis;
        ViewOptions options = session.options();
        this.figure =
                Bindings.createObjectBinding(
                        () ->
                                shown(session)
                                        .map(shown -> kind.apply(shown, options(session, shown))),
                        session.statistics(),
                        session.pinnedProperty(),
                        session.selection().tokenProperty(),
                        options.swappedProperty(),
                        options.outlierThresholdProperty(),
                        options.histogramBinsProperty(),
                        options.bitsProperty());
        this.title = figure.map(some -> some.map(Figure::title).orElse(""));
        this.subtitle =
                Bindings.createStringBinding(
                        () ->
                                reading.get()
                                        .or(() -> figure.getValue().map(Figure::subtitle))
                                        .orElse(""),
                        reading,
                        figure);
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

    public ObservableValue<Optional<Figure>> figure() {
        return figure;
    }

    public ObservableValue<String> title() {
        return title;
    }

    /** What is drawn, or what lies under the pointer. */
    public ObservableValue<String> subtitle() {
        return subtitle;
    }

    /** Reads the figure at a place in its data coordinates. */
    public void read(double x, double y) {
        reading.set(figure.getValue().flatMap(some -> some.reading(x, y)));
    }

    /** The pointer has left. */
    public void stopReading() {
        reading.set(Optional.empty());
    }

    /** Chooses the token at a place, if the figure has tokens from left to right. */
    public void pick(double x) {
        long token = Math.round(x);
        int tokens = session.statistics().getValue().map(shown -> shown.point().tokens()).orElse(0);
        if (axis == Axis.TOKENS && token >= 0 && token < tokens) {
            session.selection().tokenProperty().set(OptionalInt.of((int) token));
        }
    }

    /** Goes to a neighbouring token. */
    public void move(int steps) {
        session.selection().tokenProperty().get().ifPresent(token -> pick(token + steps));
    }

    /** Asks where to, and saves the figure or its numbers. */
    public void save(FigureFormat format, FigureTheme theme) {
        figure.getValue()
                .ifPresent(
                        shown ->
                                dialogs.saveAs(fileName(shown) + "." + format.ending())
                                        .ifPresent(
                                                file ->
                                                        session.jobs()
                                                                .start(
                                                                        Texts.of(
                                                                                "job.save",
                                                                                file.getFileName()),
                                                                        job -> {
                                                                            format.write(
                                                                                    shown, theme,
                                                                                    file);
                                                                            return file;
                                                                        },
                                                                        saved -> {})));
    }

    private String fileName(Figure shown) {
        String point =
                session.statistics()
                        .getValue()
                        .map(statistics -> statistics.point().name())
                        .orElse("");
        return (point + "-" + shown.title())
                .replaceAll("[^A-Za-z0-9]+", "-")
                .toLowerCase(Locale.ROOT);
    }
}
