package org.mambascope.ui.description;

import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

import org.mambascope.image.Interpolation;
import org.mambascope.ui.control.Section;
import org.mambascope.ui.control.Segments;
import org.mambascope.ui.control.TextButton;
import org.mambascope.ui.control.TextClipboard;
import org.mambascope.ui.control.Visibility;
import org.mambascope.ui.text.ModelWords;
import org.mambascope.ui.text.Texts;
import org.mambascope.workflow.DescriptionPlace;

import java.util.List;
import java.util.Locale;

/** Asks for what the weights cannot tell, and for preprocessing. */
public final class ModelDescriptionView extends VBox {
    private static final List<String> COLOURS = List.of("red", "green", "blue");
    private static final List<String> SIDES = List.of("left", "top", "right", "bottom");

    private int rows;

    /**
     * @param close takes the card away
     */
    public ModelDescriptionView(ModelDescriptionViewModel viewModel, Runnable close) {
        setId("description");
        getStyleClass().addAll("preferences", "description");
        GridPane grid = new GridPane();
        grid.getStyleClass().add("preference-grid");
        if (!viewModel.arguments().isEmpty()) {
            heading(grid, "description.arguments");
            viewModel.arguments().forEach(argument -> argument(grid, argument));
        }
        heading(grid, "description.pictures");
        pictures(grid, viewModel.pictures());
        Label problem = new Label();
        problem.setId("description-problem");
        problem.getStyleClass().add("problem");
        problem.setWrapText(true);
        problem.setMinHeight(USE_PREF_SIZE);
        viewModel.problem().subscribe(problem::setText);
        Visibility.shownWhen(problem, viewModel.problem().map(text -> !text.isEmpty()));
        Label command = Section.note("");
        command.setId("description-command");
        command.setWrapText(true);
        command.setMinHeight(USE_PREF_SIZE);
        viewModel.terminal().subscribe(command::setText);
        getChildren()
                .setAll(
                        Section.note(viewModel.size()),
                        grid,
                        problem,
                        command,
                        buttons(viewModel, close));
    }

    private void heading(GridPane grid, String key) {
        Label heading = new Label(Texts.of(key));
        heading.getStyleClass().add("heading");
        grid.add(heading, 0, rows++, 2, 1);
    }

    private void add(GridPane grid, String name, Node control) {
        Label label = new Label(name);
        label.setMinWidth(USE_PREF_SIZE);
        label.setLabelFor(control);
        grid.addRow(rows++, label, control);
    }

    private void argument(GridPane grid, Argument argument) {
        String name = argument.assumption().argument();
        Node control;
        if (argument.choices().isEmpty()) {
            TextField field = field(argument.value(), name, 24);
            field.setId("argument-" + name);
            control = field;
        } else {
            ComboBox<String> choices = new ComboBox<>();
            choices.setId("argument-" + name);
            choices.setAccessibleText(name);
            choices.getItems().setAll(argument.choices());
            choices.valueProperty().bindBidirectional(argument.value());
            control = choices;
        }
        add(grid, name, control);
        grid.add(
                Section.note(
                        Texts.of(
                                "description.assumed",
                                ModelWords.of(argument.assumption().words()))),
                1,
                rows++);
    }

    private static TextField field(StringProperty value, String accessible, int columns) {
        TextField field = new TextField();
        field.setPrefColumnCount(columns);
        field.setAccessibleText(accessible);
        field.textProperty().bindBidirectional(value);
        return field;
    }

    private void pictures(GridPane grid, PictureFields fields) {
        add(
                grid,
                Texts.of("description.method"),
                new Segments<>(
                        fields.methods(),
                        method ->
                                Texts.of(
                                        "description.method."
                                                + method.name().toLowerCase(Locale.ROOT)),
                        fields.method()));
        TextField side = field(fields.shorterSide(), Texts.of("description.side"), 5);
        side.setId("shorter-side");
        HBox resize = row(List.of(side, interpolations(fields)));
        HBox pad = fields(fields.border(), SIDES, "description.border");
        TextField level = field(fields.level(), Texts.of("description.level"), 4);
        pad.getChildren().add(level);
        labelled(grid, "description.side", resize, fields, PictureFields.Method.RESIZE);
        labelled(grid, "description.border", pad, fields, PictureFields.Method.PAD);
        labelled(
                grid,
                "description.scale",
                field(fields.scale(), Texts.of("description.scale"), 10),
                fields,
                PictureFields.Method.CANVAS);
        add(grid, Texts.of("description.mean"), fields(fields.mean(), COLOURS, "description.mean"));
        add(
                grid,
                Texts.of("description.deviation"),
                fields(fields.deviation(), COLOURS, "description.deviation"));
    }

    private void labelled(
            GridPane grid,
            String key,
            Node control,
            PictureFields fields,
            PictureFields.Method method) {
        Label label = new Label(Texts.of(key));
        label.setMinWidth(USE_PREF_SIZE);
        grid.addRow(rows++, label, control);
        for (Node part : List.of(label, control)) {
            Visibility.shownWhen(part, fields.method().map(chosen -> chosen == method));
        }
    }

    private static HBox fields(List<StringProperty> values, List<String> names, String key) {
        HBox row = row(List.of());
        for (int i = 0; i < values.size(); i++) {
            String name = Texts.of("description." + names.get(i));
            TextField field = field(values.get(i), Texts.of(key) + ", " + name, 5);
            field.setPromptText(name);
            row.getChildren().add(field);
        }
        return row;
    }

    private static HBox row(List<Node> parts) {
        HBox row = new HBox(8);
        row.getChildren().setAll(parts);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static ComboBox<Interpolation> interpolations(PictureFields fields) {
        ComboBox<Interpolation> choices = new ComboBox<>();
        choices.setId("interpolation");
        choices.setAccessibleText(Texts.of("description.interpolation"));
        choices.getItems().setAll(Interpolation.values());
        choices.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(Interpolation interpolation) {
                        return interpolation == null ? "" : interpolation.id();
                    }

                    @Override
                    public Interpolation fromString(String text) {
                        return choices.getValue();
                    }
                });
        choices.valueProperty().bindBidirectional(fields.interpolation());
        return choices;
    }

    private static FlowPane buttons(ModelDescriptionViewModel viewModel, Runnable close) {
        Button use =
                TextButton.of(
                        "description.use",
                        () -> {
                            viewModel.keep(DescriptionPlace.IN_PROGRAM);
                            close.run();
                        });
        use.setDefaultButton(true);
        Button beside =
                TextButton.of(
                        "description.beside",
                        () -> {
                            viewModel.keep(DescriptionPlace.BESIDE_WEIGHTS);
                            close.run();
                        });
        for (Button button : List.of(use, beside)) {
            viewModel.canKeep().subscribe(can -> button.setDisable(!can));
        }
        Button forget =
                TextButton.of(
                        "description.forget",
                        () -> {
                            viewModel.forget();
                            close.run();
                        });
        forget.setDisable(!viewModel.isKept());
        FlowPane row =
                new FlowPane(
                        8,
                        8,
                        use,
                        beside,
                        TextButton.of("description.imagenet", viewModel::useImageNet),
                        forget,
                        TextButton.of(
                                "description.copy",
                                () -> TextClipboard.copy(viewModel.terminal().getValue())));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
