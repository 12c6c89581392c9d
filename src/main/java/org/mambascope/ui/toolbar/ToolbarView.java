package org.mambascope.ui.toolbar;

import ai.djl.Device;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.mambascope.ui.action.ActionMenus;
import org.mambascope.ui.action.Actions;
import org.mambascope.ui.control.Section;
import org.mambascope.ui.preferences.Appearance;
import org.mambascope.ui.text.Texts;
import org.mambascope.ui.workspace.WorkspaceTabs;
import org.mambascope.ui.workspace.Workspaces;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The toolbar: menus, model, workspaces, palette, device, brightness. */
public final class ToolbarView extends HBox {
    /** In widths of a letter: below it the quieter parts give way. */
    private static final double ROOMY = 88;

    private final ToolbarViewModel viewModel;
    private final Actions actions;
    private final BooleanBinding roomy;

    public ToolbarView(ToolbarViewModel viewModel, Workspaces workspaces, Actions actions) {
        this.viewModel = viewModel;
        this.actions = actions;
        getStyleClass().add("toolbar");
        setAlignment(Pos.CENTER_LEFT);
        MenuButton menus = menus();
        roomy =
                Bindings.createBooleanBinding(
                        () -> getWidth() >= ROOMY * menus.getFont().getSize(),
                        widthProperty(),
                        menus.fontProperty());
        HBox left = new HBox(menus, modelChip());
        left.setAlignment(Pos.CENTER_LEFT);
        HBox right = new HBox(palette(), deviceChooser(), appearanceChooser());
        right.setAlignment(Pos.CENTER_RIGHT);
        // Both sides are equally wide, so that the tabs stand in the middle.
        for (HBox side : List.of(left, right)) {
            side.setPrefWidth(0);
            side.setMinWidth(0);
            HBox.setHgrow(side, Priority.ALWAYS);
        }
        getChildren().setAll(left, new WorkspaceTabs(workspaces), right);
    }

    private MenuButton menus() {
        MenuButton menus = new MenuButton(Texts.of("application.name"));
        menus.setId("menus");
        menus.getStyleClass().addAll("flat", "application-name");
        menus.setMinWidth(USE_PREF_SIZE);
        menus.getItems().setAll(ActionMenus.of(actions));
        return menus;
    }

    private Button palette() {
        Label name = Section.note(Texts.of("palette.button"));
        Label keys = Section.note(actions.get("palette").keys());
        keys.getStyleClass().add("keys");
        HBox words = new HBox(new FontIcon(MaterialDesignM.MAGNIFY), name, keys);
        words.getStyleClass().add("chip-words");
        words.setAlignment(Pos.CENTER_LEFT);
        name.visibleProperty().bind(roomy);
        name.managedProperty().bind(roomy);
        Button button = new Button("", words);
        button.setId("palette-button");
        button.getStyleClass().add("chip");
        button.setMinWidth(USE_PREF_SIZE);
        button.setAccessibleText(Texts.of("palette.button"));
        button.setOnAction(event -> actions.get("palette").run());
        return button;
    }

    private MenuButton modelChip() {
        Label name = new Label();
        name.setId("model-name");
        name.textProperty().bind(viewModel.modelName());
        Label form = Section.note("");
        form.textProperty().bind(viewModel.modelForm());
        form.visibleProperty().bind(form.textProperty().isEmpty().not().and(roomy));
        form.managedProperty().bind(form.visibleProperty());
        HBox words = new HBox(name, form);
        words.getStyleClass().add("chip-words");
        words.setAlignment(Pos.CENTER_LEFT);
        MenuButton chip = new MenuButton();
        chip.setId("model-chip");
        chip.getStyleClass().add("chip");
        chip.setGraphic(words);
        chip.accessibleTextProperty().bind(viewModel.modelName());
        viewModel.recentModels().subscribe(recent -> chip.getItems().setAll(modelMenu(recent)));
        return chip;
    }

    private List<MenuItem> modelMenu(List<Path> recent) {
        MenuItem open = ActionMenus.item(actions.get("model.open"));
        Menu earlier = new Menu(Texts.of("open.recent"));
        for (Path file : recent) {
            MenuItem item = new MenuItem(file.toString());
            item.setMnemonicParsing(false);
            item.setOnAction(event -> viewModel.openModel(file));
            earlier.getItems().add(item);
        }
        earlier.setDisable(recent.isEmpty());
        return List.of(open, new SeparatorMenuItem(), earlier);
    }

    private MenuButton deviceChooser() {
        MenuButton chooser = new MenuButton();
        chooser.setId("device");
        chooser.getStyleClass().add("chip");
        chooser.textProperty().bind(viewModel.deviceName());
        chooser.setAccessibleText(Texts.of("device.title"));
        viewModel.devicesProperty().subscribe(devices -> offer(chooser, devices));
        chooser.setMinWidth(USE_PREF_SIZE);
        return chooser;
    }

    private void offer(MenuButton chooser, List<Device> devices) {
        ToggleGroup group = new ToggleGroup();
        chooser.getItems().clear();
        for (Device device : devices) {
            RadioMenuItem item = new RadioMenuItem(ToolbarViewModel.name(device));
            item.setToggleGroup(group);
            item.setSelected(item.getText().equals(chooser.getText()));
            item.setOnAction(event -> viewModel.use(device));
            chooser.getItems().add(item);
        }
    }

    private MenuButton appearanceChooser() {
        MenuButton chooser = new MenuButton("", new FontIcon(MaterialDesignT.THEME_LIGHT_DARK));
        chooser.setId("appearance");
        chooser.setMinWidth(USE_PREF_SIZE);
        chooser.getStyleClass().addAll("flat", "icon-button", "no-arrow");
        chooser.setAccessibleText(Texts.of("appearance.title"));
        ToggleGroup group = new ToggleGroup();
        for (Appearance appearance : Appearance.values()) {
            String key = "appearance." + appearance.name().toLowerCase(Locale.ROOT);
            RadioMenuItem item = new RadioMenuItem(Texts.of(key));
            item.setId(key.replace('.', '-'));
            item.setToggleGroup(group);
            item.setOnAction(event -> viewModel.choose(appearance));
            viewModel.appearance().subscribe(chosen -> item.setSelected(chosen == appearance));
            chooser.getItems().add(item);
        }
        return chooser;
    }
}
