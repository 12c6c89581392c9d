package org.mambascope.ui.preferences;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.mambascope.ui.control.Section;
import org.mambascope.ui.control.Segments;
import org.mambascope.ui.text.Texts;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;

/** What the user prefers; every choice holds at once but for the language. */
public final class PreferencesView extends VBox {
    private int rows;

    public PreferencesView(Preferences preferences) {
        setId("preferences");
        getStyleClass().add("preferences");
        GridPane grid = new GridPane();
        grid.getStyleClass().add("preference-grid");
        add(
                grid,
                "appearance.title",
                choice(
                        preferences,
                        "appearance",
                        List.of(Appearance.values()),
                        Settings::appearance,
                        preferences::choose));
        add(grid, "preferences.zoom", zoom(preferences));
        add(
                grid,
                "language.title",
                choice(
                        preferences,
                        "language",
                        List.of(Language.values()),
                        Settings::language,
                        preferences::choose));
        getChildren()
                .setAll(
                        grid,
                        Section.note(Texts.of("preferences.language.hint")),
                        Section.note(Texts.of("preferences.folder", preferences.folder())));
    }

    private void add(GridPane grid, String key, Node control) {
        Label name = new Label(Texts.of(key));
        name.setLabelFor(control);
        grid.addRow(rows++, name, control);
    }

    private static <T extends Enum<T>> Segments<T> choice(
            Preferences preferences,
            String key,
            List<T> values,
            Function<Settings, T> chosen,
            Consumer<T> choose) {
        ObjectProperty<T> property =
                new SimpleObjectProperty<>(chosen.apply(preferences.settingsProperty().get()));
        property.subscribe(choose);
        preferences.settingsProperty().subscribe(settings -> property.set(chosen.apply(settings)));
        return new Segments<>(
                values,
                value -> Texts.of(key + "." + value.name().toLowerCase(Locale.ROOT)),
                property);
    }

    private static HBox zoom(Preferences preferences) {
        Label percent = new Label();
        percent.setId("zoom-percent");
        preferences
                .settingsProperty()
                .subscribe(
                        settings ->
                                percent.setText(
                                        Texts.of(
                                                "preferences.zoom.value",
                                                Math.round(100 * settings.zoom()))));
        HBox row =
                new HBox(
                        8,
                        button("−", "zoom-out", () -> preferences.zoom(-1)),
                        percent,
                        button("+", "zoom-in", () -> preferences.zoom(1)));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static Button button(String text, String id, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.setAccessibleText(Texts.of("action." + id.replace('-', '.')));
        button.setOnAction(event -> action.run());
        return button;
    }
}
