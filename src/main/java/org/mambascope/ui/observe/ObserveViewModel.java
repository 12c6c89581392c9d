package org.mambascope.ui.observe;

import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;

import org.mambascope.activation.Measure;
import org.mambascope.activation.PointStatistics;
import org.mambascope.experiment.run.Run;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ObservationPoint;
import org.mambascope.quant.estimate.BasisComparison.Basis;
import org.mambascope.report.page.Findings;
import org.mambascope.session.ImageScope;
import org.mambascope.session.ObservedSource;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.figure.FigureCardViewModel;
import org.mambascope.ui.run.Runs;
import org.mambascope.ui.session.ImageSet;
import org.mambascope.ui.session.PinnedModel;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.text.Texts;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where a model is fragile, and what the chosen layer sees. */
public final class ObserveViewModel {
    /** How many images may be analysed at most, to choose from. */
    public static final List<Integer> SAMPLE_SIZES = List.of(8, 32, 128, 512);

    /** What is there, and what comes next. */
    public enum Step {
        /** No model is open. */
        OPEN_MODEL,
        /** A model, but no images, which only weights do without. */
        OPEN_IMAGES,
        /** What was asked for is on its way. */
        WAIT,
        /** Model and images are there, but nobody analyses them. */
        ANALYSE,
        /** There is something to be seen. */
        LOOK
    }

    private final Session session;
    private final Runs runs;
    private final FileDialogs dialogs;
    private final BlockMapViewModel map;
    private final Subjects subjects;
    private final PointFigures figures;
    private final PointFigures others;
    private final AgreementViewModel agreement;
    private final ObservableValue<Boolean> hasComparison;
    private final ObservableValue<Boolean> canAnalyse;
    private final ObservableValue<String> finding;
    private final ObservableValue<Step> step;
    private final ObservableValue<Boolean> old;
    private final ObservableValue<Boolean> stopped;

    /**
     * @param runs what was made of the open model, to be compared with it
     */
    public ObserveViewModel(Session session, FileDialogs dialogs, Runs runs) {
        this.session = session;
        this.runs = runs;
        this.dialogs = dialogs;
        this.map = new BlockMapViewModel(session, dialogs);
        this.subjects = new Subjects(session);
        this.figures =
                PointFigures.of(
                        session, dialogs, subjects.shown(), PointFigureViewModel.Place.FIRST);
        this.others =
                PointFigures.of(
                        session, dialogs, subjects.shown(), PointFigureViewModel.Place.SECOND);
        this.hasComparison =
                Bindings.createBooleanBinding(
                        () ->
                                basis().get() != Basis.AS_IS
                                        || session.pinned().property().get().isPresent(),
                        basis(),
                        session.pinned().property());
        this.agreement = new AgreementViewModel(session, dialogs, subjects.shown());
        this.canAnalyse =
                Bindings.createBooleanBinding(
                        () ->
                                session.modelProperty().get().isPresent()
                                        && session.imagesProperty().get().isPresent()
                                        && session.jobs().runningProperty().get().isEmpty(),
                        session.modelProperty(),
                        session.imagesProperty(),
                        session.jobs().runningProperty());
        this.step =
                Bindings.createObjectBinding(
                        this::stepNow,
                        session.modelProperty(),
                        session.imagesProperty(),
                        session.statistics(),
                        session.jobs().runningProperty(),
                        source());
        this.old =
                Bindings.createBooleanBinding(
                        () ->
                                source().get() != ObservedSource.WEIGHTS
                                        && session.observationProperty().getValue().isPresent()
                                        && !session.currentProperty().get(),
                        source(),
                        session.observationProperty(),
                        session.currentProperty());
        this.stopped =
                Bindings.createBooleanBinding(
                        () -> old.getValue() && canAnalyse.getValue(), old, canAnalyse);
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

    private Step stepNow() {
        if (session.modelProperty().get().isEmpty()) {
            return Step.OPEN_MODEL;
        }
        if (session.statistics().getValue().isPresent()) {
            return Step.LOOK;
        }
        if (session.jobs().runningProperty().get().isPresent()
                || source().get() == ObservedSource.WEIGHTS) {
            return Step.WAIT;
        }
        return session.imagesProperty().get().isEmpty() ? Step.OPEN_IMAGES : Step.ANALYSE;
    }

    /** What is there, and what comes next. */
    public ObservableValue<Step> step() {
        return step;
    }

    /** What is open, in words, and what comes of the next step. */
    public ObservableValue<String> stepWords() {
        return step.map(
                now -> {
                    String model = session.modelProperty().get().map(LoadedModel::name).orElse("");
                    int images = session.imagesProperty().get().map(ImageSet::size).orElse(0);
                    return switch (now) {
                        case OPEN_MODEL, LOOK -> "";
                        case OPEN_IMAGES -> Texts.of("step.images", model);
                        case WAIT -> Texts.of("step.wait", model);
                        case ANALYSE -> Texts.of("step.analyse", model, images);
                    };
                });
    }

    /** Shows the weights, which need no images. */
    public void showWeights() {
        source().set(ObservedSource.WEIGHTS);
    }

    public BlockMapViewModel map() {
        return map;
    }

    /** The figures of what is looked at. */
    public PointFigures figures() {
        return figures;
    }

    /** The figures of what it is compared with, empty unless the two stand side by side. */
    public PointFigures others() {
        return others;
    }

    /** How far each token of the pinned model is from the open one's. */
    public FigureCardViewModel agreement() {
        return agreement;
    }

    /** Whether two things stand side by side. */
    public ObservableValue<Boolean> isSideBySide() {
        return subjects.shown().map(shown -> shown.filter(Subjects.Shown::sideBySide).isPresent());
    }

    /** What stands on the left and what on the right; empty for one thing. */
    public ObservableValue<List<String>> names() {
        return subjects.shown()
                .map(
                        shown ->
                                shown.filter(Subjects.Shown::sideBySide)
                                        .map(
                                                pair ->
                                                        List.of(
                                                                pair.first().name(),
                                                                pair.second().orElseThrow().name()))
                                        .orElse(List.of()));
    }

    /** Whether what is compared stands side by side, where something is. */
    public BooleanProperty sideBySide() {
        return session.options().sideBySideProperty();
    }

    /** The basis in which a layer's input is shown. */
    public ObjectProperty<Basis> basis() {
        return session.selection().basisProperty();
    }

    /** Whether bases can be chosen: of inputs of layers alone. */
    public ObservableValue<Boolean> hasBases() {
        return session.selection()
                .sourceProperty()
                .map(source -> source == ObservedSource.ACTIVATIONS);
    }

    /** A basis in words, as {@code rotated}. */
    public static String words(Basis basis) {
        return Subjects.words(basis);
    }

    /** Whether there is something to compare with. */
    public ObservableValue<Boolean> hasComparison() {
        return hasComparison;
    }

    public ObjectProperty<Measure> measure() {
        return session.selection().measureProperty();
    }

    public ObjectProperty<ImageScope> scope() {
        return session.selection().scopeProperty();
    }

    /** Activations or weights. */
    public ObjectProperty<ObservedSource> source() {
        return session.selection().sourceProperty();
    }

    /** The model to compare with; empty if there is none. */
    public ObservableValue<String> pinnedName() {
        return session.pinned().property().map(other -> other.map(PinnedModel::name).orElse(""));
    }

    /** Whether the pinned model stands in the open one's place. */
    public BooleanProperty swapped() {
        return session.options().swappedProperty();
    }

    /** Keeps what the open model shows, to compare others with. */
    public void pin() {
        session.pinned().pin();
    }

    /** Asks for a model, runs it on the open images and compares with it. */
    public void pinOther() {
        dialogs.model().ifPresent(session.pinned()::pin);
    }

    /** What was made of the open model. */
    public List<Run> runs() {
        return runs.all().stream().filter(run -> !run.isOriginal()).toList();
    }

    /** Runs one of them on the open images and compares with it. */
    public void pin(Run run) {
        session.pinned().pin(run.made().file(), Optional.of(run.name()));
    }

    /** Compares with nothing any more. */
    public void unpin() {
        session.pinned().unpin();
    }

    public IntegerProperty sampleSize() {
        return session.sampleSizeProperty();
    }

    /** Whether there is something to observe. */
    public ObservableValue<Boolean> hasObservation() {
        return session.statistics().map(shown -> shown.isPresent());
    }

    /** Whether what is shown is of earlier images than those that are open. */
    public ObservableValue<Boolean> isOld() {
        return old;
    }

    /** Whether it stays so, since nobody analyses those that are open. */
    public ObservableValue<Boolean> isStopped() {
        return stopped;
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
                switch (source().get()) {
                    case ACTIVATIONS -> Texts.of("observe.input");
                    case WEIGHTS -> Texts.of("observe.weight");
                    case SCANS -> Texts.of("observe.scan." + what(point));
                });
    }

    /** What of a scan a point is, without its direction. */
    private static String what(ObservationPoint point) {
        return point.kind().replaceAll("[_\\d].*", "").toLowerCase(Locale.ROOT);
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
                                                                source().get()
                                                                                == ObservedSource
                                                                                        .WEIGHTS
                                                                        ? "observe.matrix"
                                                                        : "observe.shape",
                                                                point.tokens(),
                                                                point.channels()))
                                        .orElse(""));
    }
}
