package org.mambascope.ui.inspector;

import javafx.beans.binding.Bindings;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;

import org.mambascope.ui.control.Fact;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.session.Session;

import java.util.List;
import java.util.Optional;

/** What the selection means: the token on its image, its figures and its layer's. */
public final class InspectorViewModel {
    private final Session session;
    private final TokenPickerViewModel token;
    private final ChosenImageViewModel image;
    private final BasisInspectorViewModel bases;
    private final ObservableValue<List<Fact>> layerFacts;

    public InspectorViewModel(Session session, FileDialogs dialogs) {
        this.session = session;
        this.token = new TokenPickerViewModel(session);
        this.image = new ChosenImageViewModel(session);
        this.bases = new BasisInspectorViewModel(session, dialogs);
        this.layerFacts =
                Bindings.createObjectBinding(
                        () ->
                                session.statistics()
                                        .getValue()
                                        .map(shown -> PointFacts.layer(shown, session.options()))
                                        .orElse(List.of()),
                        session.statistics(),
                        session.options().outlierThresholdProperty(),
                        session.options().bitsProperty());
    }

    /** The chosen token. */
    public TokenPickerViewModel token() {
        return token;
    }

    /** The chosen image. */
    public ChosenImageViewModel image() {
        return image;
    }

    /** The bases of the chosen layer's input. */
    public BasisInspectorViewModel bases() {
        return bases;
    }

    /** Whether there is anything to explain. */
    public ObservableValue<Boolean> hasSelection() {
        return session.statistics().map(Optional::isPresent);
    }

    public ObservableValue<List<Fact>> layerFacts() {
        return layerFacts;
    }

    /** The user's own words, kept with the session. */
    public StringProperty notes() {
        return session.notesProperty();
    }

    public DoubleProperty outlierThreshold() {
        return session.options().outlierThresholdProperty();
    }

    public IntegerProperty histogramBins() {
        return session.options().histogramBinsProperty();
    }

    public IntegerProperty bits() {
        return session.options().bitsProperty();
    }
}
