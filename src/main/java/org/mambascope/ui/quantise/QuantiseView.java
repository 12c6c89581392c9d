package org.mambascope.ui.quantise;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;

import org.mambascope.quant.calibration.CalibrationChoice;
import org.mambascope.quant.plan.LearningSetting;
import org.mambascope.quant.plan.Method;
import org.mambascope.report.text.NumberFormatting;
import org.mambascope.ui.control.Section;
import org.mambascope.ui.control.Segments;
import org.mambascope.ui.control.TextButton;
import org.mambascope.ui.control.Visibility;
import org.mambascope.ui.control.WrappingRow;
import org.mambascope.ui.figure.ExportMenu;
import org.mambascope.ui.figure.FigureCardView;
import org.mambascope.ui.look.Style;
import org.mambascope.ui.plan.PlanDraft;
import org.mambascope.ui.plan.PlanTable;
import org.mambascope.ui.plan.PlanViewModel;
import org.mambascope.ui.task.TaskRowViewModel;
import org.mambascope.ui.text.Texts;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The workspace: choices, the bit plan beside what it would do, and the conversion below. */
public final class QuantiseView extends ScrollPane {
    private static final int MOST_IMAGES = 100_000;
    private static final int MOST_EPOCHS = 1000;
    private static final double NARROW = 720;
    private static final PseudoClass HIGH = PseudoClass.getPseudoClass("high");

    private final QuantiseViewModel viewModel;
    private final PlanViewModel plan;

    public QuantiseView(QuantiseViewModel viewModel, ObservableValue<Style> style) {
        this.viewModel = viewModel;
        this.plan = viewModel.plan();
        setId("quantise");
        getStyleClass().addAll("plain-scroll", "workspace-area");
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        GridPane middle = middle(style);
        VBox.setVgrow(middle, Priority.ALWAYS);
        VBox content =
                new VBox(choices(), calibration(), explanation(), middle, question(), conversion());
        content.getStyleClass().add("workspace-content");
        setContent(content);
        viewModel.open();
    }

    private FlowPane choices() {
        Button undo = TextButton.of("plan.undo", plan::undo);
        Button redo = TextButton.of("plan.redo", plan::redo);
        plan.canUndo().subscribe(can -> undo.setDisable(!can));
        plan.canRedo().subscribe(can -> redo.setDisable(!can));
        MenuButton file = new MenuButton(Texts.of("plan.file"));
        file.setId("plan-file");
        file.getItems().setAll(item("plan.save", plan::save), item("plan.load", plan::load));
        FlowPane row =
                new FlowPane(labelled("quantise.method", methods()), alpha(), undo, redo, file);
        row.getStyleClass().add("choices");
        return row;
    }

    private ComboBox<Method> methods() {
        ComboBox<Method> methods = new ComboBox<>();
        methods.setId("method");
        methods.getStyleClass().add("wide");
        methods.getItems().setAll(plan.methods());
        methods.setVisibleRowCount(plan.methods().size());
        methods.setButtonCell(new MethodCell(false));
        methods.setCellFactory(list -> new MethodCell(true));
        plan.draft().subscribe(draft -> methods.setValue(draft.method()));
        methods.valueProperty().subscribe((before, now) -> plan.choose(now));
        return methods;
    }

    /** A method's name, in the list with a line that says what it does. */
    private static final class MethodCell extends ListCell<Method> {
        private final boolean explained;

        MethodCell(boolean explained) {
            this.explained = explained;
        }

        @Override
        protected void updateItem(Method method, boolean empty) {
            super.updateItem(method, empty);
            if (empty || method == null) {
                setText("");
                setGraphic(null);
            } else if (explained) {
                Label name = new Label(method.words());
                name.getStyleClass().add("heading");
                setGraphic(new VBox(name, Section.note(PlanViewModel.explanation(method))));
            } else {
                setText(method.words());
            }
        }
    }

    private HBox alpha() {
        Slider slider = new Slider(0, 1, 0.5);
        slider.setId("alpha");
        slider.setBlockIncrement(0.05);
        slider.setAccessibleText(Texts.of("quantise.alpha.accessible"));
        Label value = new Label();
        value.getStyleClass().add("bits");
        plan.draft()
                .subscribe(
                        draft -> {
                            if (Math.abs(slider.getValue() - draft.alpha()) > 0.025) {
                                slider.setValue(draft.alpha());
                            }
                            value.setText(NumberFormatting.fixed(draft.alpha(), 2));
                        });
        slider.valueChangingProperty().subscribe((before, held) -> plan.setDragging(held));
        slider.valueProperty().subscribe((before, place) -> plan.chooseAlpha(place.doubleValue()));
        HBox row = labelled("quantise.alpha", slider);
        row.getChildren().add(value);
        Visibility.shownWhen(row, plan.draft().map(PlanDraft::smooths));
        return row;
    }

    private FlowPane calibration() {
        CalibrationViewModel calibration = viewModel.calibration();
        MenuButton source = new MenuButton();
        source.setId("calibration");
        source.textProperty().bind(calibration.sourceName());
        source.getItems()
                .setAll(
                        item("calibration.open", calibration::useOpenImages),
                        item("calibration.file", calibration::chooseFile),
                        item("calibration.folder", calibration::chooseFolder));
        Spinner<Integer> count = number("calibration-count", 1, MOST_IMAGES);
        count.getValueFactory().valueProperty().bindBidirectional(calibration.count());
        Segments<CalibrationChoice> choice =
                new Segments<>(
                        List.of(CalibrationChoice.values()),
                        each -> Texts.of("calibration.choice." + each.id()),
                        calibration.choice());
        Spinner<Integer> seed = number("calibration-seed", 0, Integer.MAX_VALUE);
        seed.getValueFactory().valueProperty().bindBidirectional(calibration.seed());
        ObservableValue<Boolean> learns =
                plan.draft().map(draft -> draft.method().recipe().learned());
        Segments<LearningSetting> setting =
                new Segments<>(
                        List.of(LearningSetting.DEFAULT, LearningSetting.PUBLISHED),
                        each -> Texts.of("quantise.setting." + each.id()),
                        calibration.setting());
        Spinner<Integer> epochs = number("epochs", 0, MOST_EPOCHS);
        epochs.getValueFactory().valueProperty().bindBidirectional(calibration.epochs());
        HBox learning = labelled("quantise.learning", setting);
        HBox rounds = labelled("quantise.epochs", epochs);
        Visibility.shownWhen(learning, learns);
        Visibility.shownWhen(rounds, learns);
        FlowPane row =
                new FlowPane(
                        labelled("quantise.calibration", source),
                        labelled("calibration.count", count),
                        choice,
                        labelled("calibration.seed", seed),
                        learning,
                        rounds);
        row.getStyleClass().add("choices");
        return row;
    }

    private static Spinner<Integer> number(String id, int least, int most) {
        Spinner<Integer> spinner = new Spinner<>(new IntegerSpinnerValueFactory(least, most));
        spinner.setId(id);
        spinner.setEditable(true);
        spinner.getStyleClass().add("number");
        return spinner;
    }

    private Label explanation() {
        Label words = Section.note("");
        words.setId("method-explanation");
        words.setMinHeight(USE_PREF_SIZE);
        words.setWrapText(true);
        words.textProperty()
                .bind(plan.draft().map(draft -> PlanViewModel.explanation(draft.method())));
        return words;
    }

    private GridPane middle(ObservableValue<Style> style) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("quantise-figures");
        grid.setMinSize(0, 0);
        VBox table = planCard();
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
                        () -> getWidth() < NARROW * style.getValue().zoom(),
                        widthProperty(),
                        style);
        learned.subscribe(
                (before, now) ->
                        arrange(grid, table, levels, tokens, losses, now, narrow.getValue()));
        narrow.subscribe(
                (before, now) ->
                        arrange(grid, table, levels, tokens, losses, learned.getValue(), now));
        arrange(grid, table, levels, tokens, losses, learned.getValue(), narrow.getValue());
        return grid;
    }

    /** The plan beside its figures, or above them where it is narrow. */
    private static void arrange(
            GridPane grid,
            Node table,
            Node levels,
            Node tokens,
            Node losses,
            boolean learned,
            boolean narrow) {
        grid.getChildren().clear();
        grid.pseudoClassStateChanged(HIGH, narrow);
        int rows = narrow ? learned ? 3 : 2 : learned ? 6 : 2;
        if (narrow) {
            grid.add(table, 0, 0, 2, 1);
            grid.add(levels, 0, 1);
            grid.add(tokens, 1, 1);
        } else {
            int height = learned ? 2 : 1;
            grid.add(table, 0, 0, 1, rows);
            grid.add(levels, 1, 0, 1, height);
            grid.add(tokens, 1, height, 1, height);
        }
        if (learned) {
            grid.add(losses, narrow ? 0 : 1, narrow ? 2 : 4, narrow ? 2 : 1, narrow ? 1 : 2);
        }
        ColumnConstraints left = new ColumnConstraints();
        left.setPercentWidth(narrow ? 50 : 54);
        ColumnConstraints right = new ColumnConstraints();
        right.setPercentWidth(narrow ? 50 : 46);
        grid.getColumnConstraints().setAll(left, right);
        RowConstraints equal = new RowConstraints(0, 0, Double.MAX_VALUE);
        equal.setPercentHeight(100.0 / rows);
        grid.getRowConstraints().setAll(Collections.nCopies(rows, equal));
    }

    private VBox planCard() {
        Label title = new Label(Texts.of("plan.title"));
        title.getStyleClass().add("heading");
        title.setMinWidth(USE_PREF_SIZE);
        Label summary = new Label();
        summary.setId("plan-summary");
        summary.getStyleClass().add("subtitle");
        summary.setWrapText(true);
        summary.textProperty().bind(plan.estimates().summary());
        WrappingRow words = new WrappingRow(title, summary, false);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox header =
                new HBox(
                        words,
                        small("plan.kind", plan::selectKind),
                        small("plan.reset", plan::reset),
                        ExportMenu.ofTable(plan.export(), "bit-plan"));
        header.getStyleClass().add("card-header");
        header.setAlignment(Pos.CENTER_LEFT);
        PlanTable table = new PlanTable(plan);
        VBox.setVgrow(table, Priority.ALWAYS);
        VBox card = new VBox(header, table);
        card.getStyleClass().addAll("card", "table-card");
        card.setMinSize(0, 0);
        return card;
    }

    private HBox question() {
        ConversionViewModel conversion = viewModel.conversion();
        Label words = new Label();
        words.setId("conversion-question");
        words.setWrapText(true);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        words.textProperty()
                .bind(
                        conversion
                                .question()
                                .map(asked -> asked.map(LongConversion::words).orElse("")));
        Button start =
                TextButton.of(
                        "conversion.long.start",
                        () ->
                                conversion
                                        .question()
                                        .getValue()
                                        .ifPresent(asked -> asked.start().run()));
        Button leave =
                TextButton.of(
                        "conversion.long.leave",
                        () ->
                                conversion
                                        .question()
                                        .getValue()
                                        .ifPresent(asked -> asked.leave().run()));
        for (Button button : List.of(start, leave)) {
            button.setMinWidth(USE_PREF_SIZE);
        }
        HBox row = new HBox(words, leave, start);
        row.getStyleClass().addAll("card", "conversion", "choices");
        row.setAlignment(Pos.CENTER_LEFT);
        Visibility.shownWhen(row, conversion.question().map(Optional::isPresent));
        return row;
    }

    private HBox conversion() {
        ConversionViewModel conversion = viewModel.conversion();
        Label title = new Label();
        title.getStyleClass().add("heading");
        title.setMinWidth(USE_PREF_SIZE);
        Label words = new Label();
        words.setId("conversion-words");
        words.setMinWidth(0);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        ToggleButton pause = new ToggleButton(Texts.of("conversion.pause"));
        pause.setId("pause");
        pause.selectedProperty().bindBidirectional(conversion.paused());
        pause.textProperty()
                .bind(
                        Bindings.when(pause.selectedProperty())
                                .then(Texts.of("conversion.resume"))
                                .otherwise(Texts.of("conversion.pause")));
        pause.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(title, words, pause);
        row.getStyleClass().addAll("card", "conversion", "choices");
        row.setAlignment(Pos.CENTER_LEFT);
        conversion
                .running()
                .subscribe(
                        running -> {
                            words.textProperty().unbind();
                            running.ifPresent(task -> bind(task, title, words));
                        });
        Visibility.shownWhen(row, conversion.running().map(Optional::isPresent));
        return row;
    }

    private static void bind(TaskRowViewModel task, Label title, Label words) {
        title.setText(task.title());
        words.textProperty().bind(task.words());
    }

    private static HBox labelled(String key, Node control) {
        Label label = new Label(Texts.of(key));
        label.getStyleClass().add("fact-name");
        label.setLabelFor(control);
        HBox row = new HBox(label, control);
        row.getStyleClass().addAll("choices", "labelled");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static Button small(String key, Runnable action) {
        Button button = TextButton.of(key, action);
        button.getStyleClass().addAll("flat", "small");
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }

    private static MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem(Texts.of(key));
        item.setId(key.replace('.', '-'));
        item.setOnAction(event -> action.run());
        return item;
    }
}
