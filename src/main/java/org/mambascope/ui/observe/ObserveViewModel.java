package org.mambascope.ui.observe;

import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;

import org.mambascope.activation.Measure;
import org.mambascope.activation.PointStatistics;
import org.mambascope.model.ObservationPoint;
import org.mambascope.report.ChannelOutlierFigure;
import org.mambascope.report.Findings;
import org.mambascope.report.LongTail;
import org.mambascope.report.TokenChannelMap;
import org.mambascope.report.TokenRange;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.session.Pinned;
import org.mambascope.ui.session.Scope;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.session.Source;
import org.mambascope.ui.text.Texts;

import java.util.List;

/** Where a model is fragile, and what the chosen layer sees. */
public final class ObserveViewModel {
    /** How many images may be analysed at most, to choose from. */
    public static final List<Integer> SAMPLE_SIZES = List.of(8, 32, 128, 512);

    private final Session session;
    private final FileDialogs dialogs;
    private final BlockMapViewModel map;
    private final PointFigureViewModel tokenChannels;
    private final PointFigureViewModel tokenRange;
    private final PointFigureViewModel channelOutliers;
    private final PointFigureViewModel longTail;
    private final ObservableValue<Boolean> canAnalyse;
    private final ObservableValue<String> finding;

    public ObserveViewModel(Session session, FileDialogs dialogs) {
        this.session = session;
        this.dialogs = dialogs;
        this.map = new BlockMapViewModel(session);
        this.tokenChannels =
                new PointFigureViewModel(
                        session, dialogs, PointFigureViewModel.Axis.TOKENS, TokenChannelMap::new);
        this.tokenRange =
                new PointFigureViewModel(
                        session,
                        dialogs,
                        PointFigureViewModel.Axis.TOKENS,
                        (shown, options) ->
                                new TokenRange(shown, options, TokenRange.Measure.RANGE));
        this.channelOutliers =
                new PointFigureViewModel(
                        session,
                        dialogs,
                        PointFigureViewModel.Axis.OTHER,
                        ChannelOutlierFigure::new);
        this.longTail =
                new PointFigureViewModel(
                        session, dialogs, PointFigureViewModel.Axis.OTHER, LongTail::new);
        this.canAnalyse =
                Bindings.createBooleanBinding(
                        () ->
                                session.modelProperty().get().isPresent()
                                        && session.imagesProperty().get().isPresent()
                                        && session.jobs().runningProperty().get().isEmpty(),
                        session.modelProperty(),
                        session.imagesProperty(),
                        session.jobs().runningProperty());
        this.finding =
                Bindings.createStringBinding(
                        () ->
                                new Findings(
                                                session.layers().getValue(),
                                                session.options().outlierThresholdProperty().get())
                                        .fragile(measure().get())
                                        .orElse(""),
                        session.layers(),
                        session.options().outlierThresholdProperty(),
                        measure());
    }

    public BlockMapViewModel map() {
        return map;
    }

    public PointFigureViewModel tokenChannels() {
        return tokenChannels;
    }

    public PointFigureViewModel tokenRange() {
        return tokenRange;
    }

    public PointFigureViewModel channelOutliers() {
        return channelOutliers;
    }

    public PointFigureViewModel longTail() {
        return longTail;
    }

    public ObjectProperty<Measure> measure() {
        return session.selection().measureProperty();
    }

    public ObjectProperty<Scope> scope() {
        return session.selection().scopeProperty();
    }

    /** Activations or weights. */
    public ObjectProperty<Source> source() {
        return session.selection().sourceProperty();
    }

    /** The model to compare with; empty if there is none. */
    public ObservableValue<String> pinnedName() {
        return session.pinnedProperty().map(other -> other.map(Pinned::name).orElse(""));
    }

    /** Whether the pinned model stands in the open one's place. */
    public BooleanProperty swapped() {
        return session.options().swappedProperty();
    }

    /** Keeps what the open model shows, to compare others with. */
    public void pin() {
        session.pin();
    }

    /** Asks for a model, runs it on the open images and compares with it. */
    public void pinOther() {
        dialogs.model().ifPresent(session::pin);
    }

    /** Compares with nothing any more. */
    public void unpin() {
        session.unpin();
    }

    public IntegerProperty sampleSize() {
        return session.sampleSizeProperty();
    }

    /** Whether there is something to observe. */
    public ObservableValue<Boolean> hasObservation() {
        return session.statistics().map(shown -> shown.isPresent());
    }

    /** Whether what is shown is of the images that are open, not of earlier ones. */
    public ObservableValue<Boolean> isCurrent() {
        return session.currentProperty();
    }

    /** Whether a model is open. */
    public ObservableValue<Boolean> hasModel() {
        return session.modelProperty().map(open -> open.isPresent());
    }

    /** Whether images are open. */
    public ObservableValue<Boolean> hasImages() {
        return session.imagesProperty().map(open -> open.isPresent());
    }

    /** Whether an analysis could be run now. */
    public ObservableValue<Boolean> canAnalyse() {
        return canAnalyse;
    }

    /** Runs the analysis again. */
    public void analyse() {
        session.analyse();
    }

    /** In words, where the chosen measure is largest. */
    public ObservableValue<String> finding() {
        return finding;
    }

    /** The chosen point from the outside in: block, layer, what of it. */
    public ObservableValue<List<String>> crumbs() {
        return session.selection()
                .pointProperty()
                .map(point -> point.map(this::crumbs).orElse(List.of()));
    }

    private List<String> crumbs(ObservationPoint point) {
        return List.of(
                Texts.of("blocks.block", point.block()),
                point.kind(),
                Texts.of(source().get() == Source.WEIGHTS ? "observe.weight" : "observe.input"));
    }

    /** Size of what is shown. */
    public ObservableValue<String> shape() {
        return session.statistics()
                .map(
                        shown ->
                                shown.map(PointStatistics::point)
                                        .map(
                                                point ->
                                                        Texts.of(
                                                                source().get() == Source.WEIGHTS
                                                                        ? "observe.matrix"
                                                                        : "observe.shape",
                                                                point.tokens(),
                                                                point.channels()))
                                        .orElse(""));
    }
}
