package org.mambascope.ui.quantise;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.RowConstraints;

import org.mambascope.ui.figure.FigureCardView;
import org.mambascope.ui.look.Style;
import org.mambascope.ui.plan.PlanCard;

import java.util.Collections;
import java.util.Optional;

/** The plan beside what it would do and, once something was learned, how losses fell. */
final class PlanFigures extends GridPane {
    private static final double NARROW = 720;
    private static final PseudoClass HIGH = PseudoClass.getPseudoClass("high");

    /**
     * The plan and its figures.
     *
     * @param width of what holds them
     */
    PlanFigures(
            QuantiseViewModel viewModel,
            ObservableValue<Style> style,
            ReadOnlyDoubleProperty width) {
        getStyleClass().add("quantise-figures");
        setMinSize(0, 0);
        PlanCard table = new PlanCard(viewModel.plan());
        FigureCardView levels =
                new FigureCardView(viewModel.whatIf().levels(), style, "whatif-levels");
        FigureCardView tokens =
                new FigureCardView(viewModel.whatIf().tokens(), style, "whatif-tokens");
        FigureCardView losses =
                new FigureCardView(viewModel.conversion().losses(), style, "losses");
        ObservableValue<Boolean> learned =
                viewModel.conversion().losses().figure().map(Optional::isPresent);
        ObservableValue<Boolean> narrow =
                Bindings.createBooleanBinding(
                        () -> width.get() < NARROW * style.getValue().zoom(), width, style);
        learned.subscribe(
                (before, now) -> arrange(table, levels, tokens, losses, now, narrow.getValue()));
        narrow.subscribe(
                (before, now) -> arrange(table, levels, tokens, losses, learned.getValue(), now));
        arrange(table, levels, tokens, losses, learned.getValue(), narrow.getValue());
    }

    /** The plan beside its figures, or above them where it is narrow. */
    private void arrange(
            Node table, Node levels, Node tokens, Node losses, boolean learned, boolean narrow) {
        getChildren().clear();
        pseudoClassStateChanged(HIGH, narrow);
        int rows = narrow ? learned ? 3 : 2 : learned ? 6 : 2;
        if (narrow) {
            add(table, 0, 0, 2, 1);
            add(levels, 0, 1);
            add(tokens, 1, 1);
        } else {
            int height = learned ? 2 : 1;
            add(table, 0, 0, 1, rows);
            add(levels, 1, 0, 1, height);
            add(tokens, 1, height, 1, height);
        }
        if (learned) {
            add(losses, narrow ? 0 : 1, narrow ? 2 : 4, narrow ? 2 : 1, narrow ? 1 : 2);
        }
        ColumnConstraints left = new ColumnConstraints();
        left.setPercentWidth(narrow ? 50 : 54);
        ColumnConstraints right = new ColumnConstraints();
        right.setPercentWidth(narrow ? 50 : 46);
        getColumnConstraints().setAll(left, right);
        RowConstraints equal = new RowConstraints(0, 0, Double.MAX_VALUE);
        equal.setPercentHeight(100.0 / rows);
        getRowConstraints().setAll(Collections.nCopies(rows, equal));
    }
}
