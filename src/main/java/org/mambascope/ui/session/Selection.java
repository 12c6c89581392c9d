package org.mambascope.ui.session;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.mambascope.activation.Measure;
import org.mambascope.model.ObservationPoint;

import java.util.Optional;
import java.util.OptionalInt;

/** What the user looks at. Every view shows it and every view may change it. */
public final class Selection {
    private final ObjectProperty<Measure> measure = new SimpleObjectProperty<>(Measure.KURTOSIS);
    private final ObjectProperty<Scope> scope = new SimpleObjectProperty<>(Scope.AVERAGE);
    private final IntegerProperty image = new SimpleIntegerProperty(0);
    private final ObjectProperty<Optional<ObservationPoint>> point =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<OptionalInt> token =
            new SimpleObjectProperty<>(OptionalInt.empty());

    /** What the map is coloured by. */
    public ObjectProperty<Measure> measureProperty() {
        return measure;
    }

    /** All images or one. */
    public ObjectProperty<Scope> scopeProperty() {
        return scope;
    }

    /** Index of the chosen image in the sample. */
    public IntegerProperty imageProperty() {
        return image;
    }

    /** The point whose figures are shown. */
    public ObjectProperty<Optional<ObservationPoint>> pointProperty() {
        return point;
    }

    /** The chosen token position at that point. */
    public ObjectProperty<OptionalInt> tokenProperty() {
        return token;
    }
}
