package org.mambascope.ui.session;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.mambascope.activation.Measure;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.TokenOrder;
import org.mambascope.quant.estimate.BasisComparison;
import org.mambascope.session.ImageScope;
import org.mambascope.session.ObservedSource;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** What the user looks at. Every view shows it and every view may change it. */
public final class Selection {
    private final ObjectProperty<Measure> measure = new SimpleObjectProperty<>(Measure.KURTOSIS);
    private final ObjectProperty<ImageScope> scope = new SimpleObjectProperty<>(ImageScope.AVERAGE);
    private final ObjectProperty<ObservedSource> source =
            new SimpleObjectProperty<>(ObservedSource.ACTIVATIONS);
    private final ObjectProperty<BasisComparison.Basis> basis =
            new SimpleObjectProperty<>(BasisComparison.Basis.AS_IS);
    private final IntegerProperty image = new SimpleIntegerProperty(0);
    private final ReadOnlyObjectWrapper<Optional<ObservationPoint>> point =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<OptionalInt> token =
            new SimpleObjectProperty<>(OptionalInt.empty());

    /** What the map is coloured by. */
    public ObjectProperty<Measure> measureProperty() {
        return measure;
    }

    /** All images, a few over each other, or one. */
    public ObjectProperty<ImageScope> scopeProperty() {
        return scope;
    }

    /** Activations or weights. */
    public ObjectProperty<ObservedSource> sourceProperty() {
        return source;
    }

    /** The basis in which a layer's input is shown. */
    public ObjectProperty<BasisComparison.Basis> basisProperty() {
        return basis;
    }

    /** Index of the chosen image in the sample. */
    public IntegerProperty imageProperty() {
        return image;
    }

    /** The point whose figures are shown. */
    public ReadOnlyObjectProperty<Optional<ObservationPoint>> pointProperty() {
        return point.getReadOnlyProperty();
    }

    /** Shows another point; the chosen patch stays chosen, wherever it stands there. */
    public void choose(ObservationPoint other) {
        point.get()
                .ifPresent(before -> token.set(follow(before.order(), token.get(), other.order())));
        point.set(Optional.of(other));
    }

    private static OptionalInt follow(TokenOrder before, OptionalInt token, TokenOrder now) {
        if (token.isEmpty() || token.getAsInt() >= before.length()) {
            return OptionalInt.empty();
        }
        if (before.isClassToken(token.getAsInt())) {
            return IntStream.of(now.classTokens()).findFirst();
        }
        return before.cell(token.getAsInt()).stream()
                .map(cell -> moved(cell, before, now))
                .flatMap(
                        cell ->
                                IntStream.range(0, now.length())
                                        .filter(
                                                position ->
                                                        now.cell(position)
                                                                .equals(OptionalInt.of(cell))))
                .findFirst();
    }

    /** The patch at the same place of the image in a coarser or finer grid. */
    private static int moved(int cell, TokenOrder before, TokenOrder now) {
        int row = cell / before.columns() * now.rows() / before.rows();
        int column = cell % before.columns() * now.columns() / before.columns();
        return row * now.columns() + column;
    }

    /** The chosen token position at that point. */
    public ObjectProperty<OptionalInt> tokenProperty() {
        return token;
    }
}
