package org.mambascope.ui.sidebar;

import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.mambascope.image.Picture;
import org.mambascope.ui.control.PictureView;
import org.mambascope.ui.control.Section;
import org.mambascope.ui.control.TextMenuItem;
import org.mambascope.ui.text.Texts;

import java.util.List;
import java.util.Optional;

/** Thumbnails, four a row; arrows move between them. */
public final class ImagesView extends VBox {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final int COLUMNS = 4;
    private static final double SIDE = 36;
    private static final double HEADER = 32;

    private final ImagesViewModel viewModel;
    private final TilePane tiles = new TilePane();

    public ImagesView(ImagesViewModel viewModel) {
        this.viewModel = viewModel;
        tiles.setId("thumbnails");
        tiles.getStyleClass().add("thumbnails");
        tiles.setPrefColumns(COLUMNS);
        tiles.setFocusTraversable(true);
        tiles.setAccessibleRole(AccessibleRole.LIST_VIEW);
        tiles.setAccessibleText(Texts.of("images.accessible"));
        tiles.setOnKeyPressed(this::move);
        ScrollPane scroll = new ScrollPane(tiles);
        scroll.getStyleClass().add("thumbnail-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.managedProperty().bind(scroll.visibleProperty());
        ImageSourcesView sources = new ImageSourcesView(viewModel);
        Label empty = Section.note(Texts.of("images.none"));
        empty.setId("images-none");
        empty.setWrapText(true);
        empty.managedProperty().bind(empty.visibleProperty());
        viewModel
                .pictures()
                .subscribe(
                        pictures -> {
                            show(pictures);
                            scroll.setVisible(!pictures.isEmpty());
                            empty.setVisible(pictures.isEmpty());
                        });
        viewModel.chosen().subscribe(index -> mark(index.intValue()));
        // Three rows at least, and all of them where there is room.
        scroll.maxHeightProperty().bind(tiles.heightProperty().add(2));
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Section section = new Section(Texts.of("images.title"), buttons(), sources, scroll, empty);
        maxHeightProperty()
                .bind(
                        Bindings.when(scroll.visibleProperty())
                                .then(
                                        tiles.heightProperty()
                                                .add(sources.heightProperty())
                                                .add(HEADER))
                                .otherwise(Double.MAX_VALUE));
        VBox.setVgrow(section, Priority.ALWAYS);
        getChildren().setAll(section);
    }

    private HBox buttons() {
        Label count = Section.note("");
        count.setId("image-count");
        count.textProperty().bind(viewModel.count());
        MenuButton menu = new MenuButton("", new FontIcon(MaterialDesignI.IMAGE_PLUS));
        menu.setId("images-menu");
        menu.getStyleClass().addAll("flat", "icon-button", "no-arrow");
        menu.setAccessibleText(Texts.of("images.change"));
        menu.setTooltip(new Tooltip(Texts.of("images.change")));
        MenuItem clear = TextMenuItem.of("images.clear", viewModel::clear);
        viewModel.pictures().subscribe(pictures -> clear.setDisable(pictures.isEmpty()));
        menu.getItems()
                .setAll(
                        TextMenuItem.of("images.open.files", viewModel::openFiles),
                        TextMenuItem.of("images.open.folder", viewModel::openFolder),
                        new SeparatorMenuItem(),
                        TextMenuItem.of("images.add.files", viewModel::addFiles),
                        TextMenuItem.of("images.add.folder", viewModel::addFolder),
                        new SeparatorMenuItem(),
                        clear);
        HBox row = new HBox(8, count, menu);
        row.setAlignment(Pos.CENTER_RIGHT);
        return row;
    }

    private void show(List<Picture> pictures) {
        tiles.getChildren().clear();
        for (int i = 0; i < pictures.size(); i++) {
            tiles.getChildren().add(thumbnail(i, pictures.get(i)));
        }
        mark(viewModel.chosen().get());
    }

    private Node thumbnail(int index, Picture picture) {
        PictureView view = new PictureView(SIDE);
        view.show(Optional.of(picture));
        StackPane frame = new StackPane(view);
        frame.setId("thumbnail-" + index);
        frame.getStyleClass().add("thumbnail");
        frame.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        frame.setAccessibleText(picture.name());
        Tooltip.install(frame, new Tooltip(picture.name()));
        frame.setOnMouseClicked(
                event -> {
                    viewModel.chosen().set(index);
                    tiles.requestFocus();
                });
        return frame;
    }

    private void mark(int chosen) {
        for (int i = 0; i < tiles.getChildren().size(); i++) {
            tiles.getChildren().get(i).pseudoClassStateChanged(CHOSEN, i == chosen);
        }
    }

    private void move(KeyEvent event) {
        int steps =
                switch (event.getCode()) {
                    case LEFT -> -1;
                    case RIGHT -> 1;
                    case UP -> -COLUMNS;
                    case DOWN -> COLUMNS;
                    default -> 0;
                };
        if (steps != 0) {
            viewModel.move(steps);
            event.consume();
        }
    }
}
