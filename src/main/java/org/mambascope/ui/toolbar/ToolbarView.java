package org.mambascope.ui.toolbar;

import ai.djl.Device;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.mambascope.ui.control.Section;
import org.mambascope.ui.session.Appearance;
import org.mambascope.ui.text.Texts;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The toolbar: name, model, workspaces, device, brightness. */
public final class ToolbarView extends StackPane {
    private final ToolbarViewModel viewModel;

    public ToolbarView(ToolbarViewModel viewModel) {
        this.viewModel = viewModel;
        getStyleClass().add("toolbar");
        Label name = new Label(Texts.of("application.name"));
        name.getStyleClass().add("application-name");
        HBox left = new HBox(name, modelChip());
        left.setAlignment(Pos.CENTER_LEFT);
        left.setPickOnBounds(false);
        Label observe = new Label(Texts.of("workspace.observe"));
        observe.getStyleClass().add("workspace");
        HBox workspaces = new HBox(observe);
        workspaces.getStyleClass().add("workspaces");
        workspaces.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        HBox right = new HBox(deviceChooser(), appearanceChooser());
        right.setAlignment(Pos.CENTER_RIGHT);
        right.setPickOnBounds(false);
        getChildren().setAll(left, right, workspaces);
    }

    private MenuButton modelChip() {
        Label name = new Label();
        name.setId("model-name");
        name.textProperty().bind(viewModel.modelName());
        Label form = Section.note("");
        form.textProperty().bind(viewModel.modelForm());
        form.managedProperty().bind(form.textProperty().isEmpty().not());
        HBox words = new HBox(name, form);
        words.getStyleClass().add("chip-words");
        words.setAlignment(Pos.BASELINE_LEFT);
        MenuButton chip = new MenuButton();
        chip.setId("model-chip");
        chip.getStyleClass().add("chip");
        chip.setGraphic(words);
        chip.accessibleTextProperty().bind(viewModel.modelName());
        viewModel.recentModels().subscribe(recent -> chip.getItems().setAll(modelMenu(recent)));
        return chip;
    }

    private List<MenuItem> modelMenu(List<Path> recent) {
        MenuItem open = new MenuItem(Texts.of("open.model"));
        open.setAccelerator(KeyCombination.keyCombination("Shortcut+O"));
        open.setOnAction(event -> viewModel.openModel());
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
