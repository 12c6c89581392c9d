package org.mambascope.ui.sidebar;

import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The left panel: what is loaded. */
public final class SidebarView extends VBox {
    /**
     * @param describe asks what the user knows of the model
     */
    public SidebarView(
            ModelFactsViewModel model,
            ImagesViewModel images,
            BlocksViewModel blocks,
            Runnable describe) {
        getStyleClass().addAll("panel", "sidebar");
        BlocksView blocksView = new BlocksView(blocks);
        ImagesView imagesView = new ImagesView(images);
        VBox.setVgrow(imagesView, Priority.ALWAYS);
        // Room that is left over goes to the images first; where it is short, blocks scroll.
        VBox.setVgrow(blocksView, Priority.SOMETIMES);
        getChildren().setAll(new ModelFactsView(model, describe), imagesView, blocksView);
    }
}
