package org.mambascope.ui.figure;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.mambascope.report.chart.FigureSize;
import org.mambascope.report.table.TableFormat;
import org.mambascope.ui.control.TextClipboard;
import org.mambascope.ui.look.Style;
import org.mambascope.ui.text.Texts;

import java.util.List;
import java.util.stream.Stream;

/** Menus that save figures and tables. */
public final class ExportMenu {
    /** Of an ordinary screen, of a sharp one, and as printers and journals ask for. */
    static final List<Integer> RESOLUTIONS = List.of(96, 192, 300, 600);

    private ExportMenu() {}

    /** Saves a figure and its numbers, and copies the command that draws it in a terminal. */
    public static MenuButton ofFigure(
            FigureCardViewModel viewModel, ObservableValue<Style> style, String id) {
        MenuButton menu = button(id, "figure.save");
        for (FigureFormat format : List.of(FigureFormat.SVG, FigureFormat.PDF)) {
            menu.getItems()
                    .add(
                            item(
                                    Texts.of("figure.save." + format.ending()),
                                    () -> viewModel.save(format, style.getValue().figures(), 96)));
        }
        Menu pixels = new Menu(Texts.of("figure.save.png"));
        for (int dpi : RESOLUTIONS) {
            pixels.getItems()
                    .add(
                            item(
                                    Texts.of("figure.save.dpi", dpi),
                                    () ->
                                            viewModel.save(
                                                    FigureFormat.PNG,
                                                    style.getValue().figures(),
                                                    dpi)));
        }
        Menu page = new Menu(Texts.of("figure.page"));
        page.getItems().addAll(pages(viewModel, id));
        page.getItems().addAll(new SeparatorMenuItem(), mark(viewModel, id));
        menu.getItems().addAll(pixels, page, new SeparatorMenuItem());
        menu.getItems().addAll(tables(viewModel.numbers()));
        MenuItem copy =
                item(
                        Texts.of("figure.copy"),
                        () -> viewModel.inTerminal().ifPresent(TextClipboard::copy));
        menu.getItems().addAll(new SeparatorMenuItem(), copy);
        menu.setOnShowing(event -> copy.setDisable(viewModel.inTerminal().isEmpty()));
        return menu;
    }

    private static List<RadioMenuItem> pages(FigureCardViewModel viewModel, String id) {
        ToggleGroup group = new ToggleGroup();
        return Stream.of(FigureSize.Page.values())
                .map(
                        page -> {
                            RadioMenuItem item =
                                    new RadioMenuItem(Texts.of("figure.page." + page.id()));
                            item.setId(id + "-" + page.id());
                            item.setToggleGroup(group);
                            item.setOnAction(event -> viewModel.page().set(page));
                            viewModel.page().subscribe(now -> item.setSelected(now == page));
                            return item;
                        })
                .toList();
    }

    private static CheckMenuItem mark(FigureCardViewModel viewModel, String id) {
        CheckMenuItem item = new CheckMenuItem(Texts.of("figure.marked"));
        item.setId(id + "-marked");
        item.selectedProperty().bindBidirectional(viewModel.marked());
        return item;
    }

    /** Saves a table. */
    public static MenuButton ofTable(TableExport table, String id) {
        MenuButton menu = button(id, "table.save");
        menu.getItems().setAll(tables(table));
        return menu;
    }

    private static List<MenuItem> tables(TableExport table) {
        return Stream.of(TableFormat.values())
                .filter(format -> format != TableFormat.TEXT)
                .map(
                        format ->
                                item(
                                        Texts.of("table.save." + format.ending()),
                                        () -> table.save(format)))
                .toList();
    }

    private static MenuButton button(String id, String key) {
        MenuButton menu = new MenuButton("", new FontIcon(MaterialDesignT.TRAY_ARROW_DOWN));
        menu.setId(id + "-save");
        menu.getStyleClass().addAll("flat", "icon-button", "no-arrow");
        menu.setAccessibleText(Texts.of(key));
        menu.setTooltip(new Tooltip(Texts.of(key)));
        return menu;
    }

    private static MenuItem item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> action.run());
        return item;
    }
}
