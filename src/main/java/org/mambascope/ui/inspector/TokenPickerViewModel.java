package org.mambascope.ui.inspector;

import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Rectangle2D;

import org.mambascope.activation.PointStatistics;
import org.mambascope.model.TokenOrder;
import org.mambascope.session.ObservedSource;
import org.mambascope.ui.control.Fact;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.text.Texts;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** The chosen token: its name, its place in the image, its figures, and choosing another. */
public final class TokenPickerViewModel {
    private final Session session;
    private final ObservableValue<String> title;
    private final ObservableValue<String> place;
    private final ObservableValue<Optional<Rectangle2D>> outline;
    private final ObservableValue<List<Fact>> facts;
    private final ObservableValue<String> hint;

    TokenPickerViewModel(Session session) {
        this.session = session;
        this.title = ofToken(this::title, Texts.of("token.none"));
        this.place = ofToken(TokenPickerViewModel::place, "");
        this.outline = ofToken(TokenPickerViewModel::outline, Optional.empty());
        this.facts =
                ofToken(
                        (shown, token) ->
                                PointFacts.token(
                                        shown, token, session.options().bitsProperty().get()),
                        List.of());
        this.hint =
                Bindings.createStringBinding(
                        () ->
                                facts.getValue().isEmpty()
                                                && session.statistics().getValue().isPresent()
                                        ? Texts.of("token.hint")
                                        : "",
                        facts,
                        session.statistics());
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

    /** Name of the chosen token. */
    public ObservableValue<String> title() {
        return title;
    }

    /** Where the token stands in the image. */
    public ObservableValue<String> place() {
        return place;
    }

    /** The token's patch, in fractions of the image. */
    public ObservableValue<Optional<Rectangle2D>> outline() {
        return outline;
    }

    /** What is known of the token. */
    public ObservableValue<List<Fact>> facts() {
        return facts;
    }

    /** How a token is chosen, while none is; empty otherwise. */
    public ObservableValue<String> hint() {
        return hint;
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
