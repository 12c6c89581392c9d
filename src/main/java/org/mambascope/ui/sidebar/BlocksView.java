package org.mambascope.ui.sidebar;

import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.mambascope.ui.control.Section;
import org.mambascope.ui.sidebar.BlocksViewModel.Block;
import org.mambascope.ui.text.Texts;

import java.util.List;

/** A list of blocks with bars. */
public final class BlocksView extends VBox {
    private static final double BAR = 72;

    /** In heights of a note's letters. */
    private static final double ROW = 2.36;

    private final BlocksViewModel viewModel;
    private final ListView<Block> list = new ListView<>();

    public BlocksView(BlocksViewModel viewModel) {
        this.viewModel = viewModel;
        list.setId("blocks");
        list.getStyleClass().add("blocks");
        list.setAccessibleText(Texts.of("blocks.title"));
        list.setCellFactory(view -> new BlockCell());
        viewModel.blocks().subscribe(this::show);
        visibleProperty().bind(viewModel.blocks().map(blocks -> !blocks.isEmpty()));
        viewModel.chosen().subscribe(this::select);
        list.getSelectionModel()
                .selectedItemProperty()
                .subscribe(
                        (before, block) -> {
                            if (block != null) {
                                viewModel.choose(block);
                            }
                        });
        Label caption = Section.note("");
        list.fixedCellSizeProperty()
                .bind(caption.fontProperty().map(font -> Math.ceil(font.getSize() * ROW)));
        list.prefHeightProperty()
                .bind(Bindings.size(list.getItems()).multiply(list.fixedCellSizeProperty()).add(2));
        caption.textProperty().bind(viewModel.caption());
        Section section = new Section(Texts.of("blocks.title"), caption, list);
        VBox.setVgrow(list, Priority.ALWAYS);
        VBox.setVgrow(section, Priority.ALWAYS);
        getChildren().setAll(section);
    }

    private void show(List<Block> blocks) {
        list.getItems().setAll(blocks);
        select(viewModel.chosen().getValue());
    }

    private void select(int block) {
        for (int i = 0; i < list.getItems().size(); i++) {
            if (list.getItems().get(i).index() == block) {
                list.getSelectionModel().select(i);
                return;
            }
        }
        list.getSelectionModel().clearSelection();
    }

    private static final class BlockCell extends ListCell<Block> {
        private static final PseudoClass MOST = PseudoClass.getPseudoClass("most");

        private final Label name = new Label();
        private final Region bar = new Region();
        private final HBox row;

        BlockCell() {
            bar.getStyleClass().add("bar");
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            row = new HBox(name, gap, bar);
            row.setAlignment(Pos.CENTER_LEFT);
        }

        @Override
        protected void updateItem(Block block, boolean empty) {
            super.updateItem(block, empty);
            setGraphic(empty || block == null ? null : row);
            if (!empty && block != null) {
                name.setText(Texts.of("blocks.block", block.index()));
                bar.setMinWidth(BAR * block.bar());
                bar.setMaxWidth(BAR * block.bar());
                bar.pseudoClassStateChanged(MOST, block.most());
                setAccessibleText(name.getText());
            }
        }
    }
}
