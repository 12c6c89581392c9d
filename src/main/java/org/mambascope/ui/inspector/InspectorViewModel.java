package org.mambascope.ui.inspector;

import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Rectangle2D;

import org.mambascope.activation.AnalysisResult;
import org.mambascope.activation.PointStatistics;
import org.mambascope.image.Picture;
import org.mambascope.model.TokenOrder;
import org.mambascope.session.ObservedSource;
import org.mambascope.ui.control.Fact;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.figure.TableExport;
import org.mambascope.ui.session.Selection;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.text.Texts;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** What the selection means: the token on its image, its figures and its layer's. */
public final class InspectorViewModel {
    private final Session session;
    private final FileDialogs dialogs;
    private final ObservableValue<String> title;
    private final ObservableValue<String> place;
    private final ObservableValue<Optional<Picture>> picture;
    private final ObservableValue<String> caption;
    private final ObservableValue<Optional<Rectangle2D>> outline;
    private final ObservableValue<List<Fact>> tokenFacts;
    private final ObservableValue<String> hint;
    private final ObservableValue<List<Fact>> layerFacts;
    private final ObservableValue<List<Fact>> basisFacts;
    private final ObservableValue<String> basisWords;

    public InspectorViewModel(Session session, FileDialogs dialogs) {
        this.session = session;
        this.dialogs = dialogs;
        this.title = ofToken(this::title, Texts.of("token.none"));
        this.place = ofToken(InspectorViewModel::place, "");
        this.outline = ofToken(InspectorViewModel::outline, Optional.empty());
        this.tokenFacts =
                ofToken((shown, token) -> PointFacts.token(shown, token, bits().get()), List.of());
        this.hint =
                Bindings.createStringBinding(
                        () ->
                                tokenFacts.getValue().isEmpty()
                                                && session.statistics().getValue().isPresent()
                                        ? Texts.of("token.hint")
                                        : "",
                        tokenFacts,
                        session.statistics());
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
        this.basisFacts =
                Bindings.createObjectBinding(
                        () -> session.bases().ofChosen().map(BasisFacts::of).orElse(List.of()),
                        session.bases().foundProperty(),
                        session.selection().pointProperty());
        this.basisWords =
                Bindings.createStringBinding(
                        () ->
                                session.bases()
                                        .ofChosen()
                                        .map(BasisFacts::words)
                                        .orElseGet(() -> Texts.of("bases.hint")),
                        session.bases().foundProperty(),
                        session.selection().pointProperty());
        this.picture =
                Bindings.createObjectBinding(
                        this::pictureNow,
                        session.imagesProperty(),
                        session.selection().imageProperty());
        this.caption =
                Bindings.createStringBinding(
                        this::captionNow,
                        picture,
                        session.currentProperty(),
                        session.observationProperty());
    }

    private <T> ObservableValue<T> ofToken(
            BiFunction<PointStatistics, Integer, T> value, T otherwise) {
        return Bindings.createObjectBinding(
                () ->
                        session.statistics()
                                .getValue()
                                .flatMap(
                                        shown ->
                                                token(shown).stream()
                                                        .mapToObj(
                                                                token -> value.apply(shown, token))
                                                        .findFirst())
                                .orElse(otherwise),
                new Observable[] {
                    session.statistics(),
                    session.selection().tokenProperty(),
                    session.options().bitsProperty()
                });
    }

    /** The chosen token, if the shown point has it. */
    private OptionalInt token(PointStatistics shown) {
        OptionalInt token = session.selection().tokenProperty().get();
        return token.isPresent() && token.getAsInt() < shown.point().tokens()
                ? token
                : OptionalInt.empty();
    }

    private String title(PointStatistics shown, int token) {
        if (session.selection().sourceProperty().get() == ObservedSource.WEIGHTS) {
            return Texts.of("token.output", token);
        }
        return shown.point().order().isClassToken(token)
                ? Texts.of("token.class", token)
                : Texts.of("token.title", token);
    }

    private static String place(PointStatistics shown, int token) {
        TokenOrder order = shown.point().order();
        if (order.rows() == 0) {
            return "";
        }
        OptionalInt cell = order.cell(token);
        if (cell.isPresent()) {
            return Texts.of(
                    "token.place",
                    cell.getAsInt() / order.columns(),
                    cell.getAsInt() % order.columns());
        }
        return order.isClassToken(token) ? "" : Texts.of("token.padding");
    }

    private static Optional<Rectangle2D> outline(PointStatistics shown, int token) {
        TokenOrder order = shown.point().order();
        double width = 1.0 / order.columns();
        double height = 1.0 / order.rows();
        return order.cell(token).stream()
                .mapToObj(
                        cell -> {
                            int row = cell / order.columns();
                            int column = cell % order.columns();
                            return new Rectangle2D(column * width, row * height, width, height);
                        })
                .findFirst();
    }

    private Optional<Picture> pictureNow() {
        int chosen = session.selection().imageProperty().get();
        return session.imagesProperty()
                .get()
                .filter(images -> chosen < images.size())
                .map(images -> images.previews().get(chosen));
    }

    private String captionNow() {
        return pictureNow()
                .map(
                        shown ->
                                predicted()
                                        .map(
                                                name ->
                                                        Texts.of(
                                                                "picture.caption",
                                                                shown.name(),
                                                                name))
                                        .orElse(shown.name()))
                .orElse("");
    }

    /** What the model takes the chosen image for, where it has been asked. */
    private Optional<String> predicted() {
        Selection selection = session.selection();
        int index =
                switch (selection.scopeProperty().get()) {
                    case AVERAGE -> selection.imageProperty().get();
                    case OVERLAY -> Integer.MAX_VALUE;
                    case ONE -> 0;
                };
        return session.observationProperty()
                .getValue()
                .filter(seen -> session.currentProperty().get())
                .map(AnalysisResult::predictions)
                .filter(predictions -> index < predictions.size())
                .filter(predictions -> predictions.get(index) != AnalysisResult.NO_CLASS)
                .flatMap(
                        predictions ->
                                session.modelProperty()
                                        .get()
                                        .map(model -> model.className(predictions.get(index))));
    }

    /** Whether there is anything to explain. */
    public ObservableValue<Boolean> hasSelection() {
        return session.statistics().map(Optional::isPresent);
    }

    /** Name of the chosen image, and what the model takes it for. */
    public ObservableValue<String> caption() {
        return caption;
    }

    /** Name of the chosen token. */
    public ObservableValue<String> title() {
        return title;
    }

    /** Where the token stands in the image. */
    public ObservableValue<String> place() {
        return place;
    }

    /** The chosen image as the network sees it. */
    public ObservableValue<Optional<Picture>> picture() {
        return picture;
    }

    /** The token's patch, in fractions of the image. */
    public ObservableValue<Optional<Rectangle2D>> outline() {
        return outline;
    }

    public ObservableValue<List<Fact>> tokenFacts() {
        return tokenFacts;
    }

    /** How a token is chosen, while none is; empty otherwise. */
    public ObservableValue<String> hint() {
        return hint;
    }

    /** What each basis of the layer's input is worth; empty while nobody asked. */
    public ObservableValue<List<Fact>> basisFacts() {
        return basisFacts;
    }

    /** What saves the worth of the bases as a table. */
    public TableExport basisTable() {
        return new TableExport(
                session.jobs(),
                dialogs,
                () ->
                        session.bases()
                                .ofChosen()
                                .map(found -> found.layer().name() + "-bases")
                                .orElse(""),
                () -> session.bases().ofChosen().map(BasisFacts::table));
    }

    /** In words, what is compared and which basis is best; what to do while nobody asked. */
    public ObservableValue<String> basisWords() {
        return basisWords;
    }

    /** Whether the chosen point has bases at all. */
    public ObservableValue<Boolean> hasBases() {
        return session.selection()
                .pointProperty()
                .map(point -> session.bases().layer().isPresent());
    }

    /** Whether the bases were not asked for. */
    public ObservableValue<Boolean> canAskForBases() {
        return session.bases().wantedProperty().map(wanted -> !wanted);
    }

    /** Looks at the bases of the chosen layer, and of those that are chosen later. */
    public void askForBases() {
        session.bases().wantedProperty().set(true);
    }

    /** How much smoothing moves into the weights, 0 … 1. */
    public DoubleProperty alpha() {
        return session.options().alphaProperty();
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

    /**
     * Chooses the token whose patch lies at a place of the image.
     *
     * @param x from the left, 0 … 1
     * @param y from the top, 0 … 1
     */
    public void pick(double x, double y) {
        order().ifPresent(
                        order ->
                                choose(
                                        order,
                                        (int) (y * order.rows()),
                                        (int) (x * order.columns())));
    }

    /** Goes to a neighbouring patch of the image. */
    public void move(int rows, int columns) {
        order().ifPresent(
                        order ->
                                session.selection().tokenProperty().get().stream()
                                        .filter(token -> token < order.length())
                                        .flatMap(token -> order.cell(token).stream())
                                        .forEach(
                                                cell ->
                                                        choose(
                                                                order,
                                                                cell / order.columns() + rows,
                                                                cell % order.columns() + columns)));
    }

    private Optional<TokenOrder> order() {
        return session.statistics()
                .getValue()
                .map(shown -> shown.point().order())
                .filter(order -> order.rows() > 0);
    }

    private void choose(TokenOrder order, int row, int column) {
        int inside =
                Math.clamp(row, 0, order.rows() - 1) * order.columns()
                        + Math.clamp(column, 0, order.columns() - 1);
        IntStream.range(0, order.length())
                .filter(token -> order.cell(token).equals(OptionalInt.of(inside)))
                .findFirst()
                .ifPresent(token -> session.selection().tokenProperty().set(OptionalInt.of(token)));
    }
}
