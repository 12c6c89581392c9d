package org.mambascope.ui.sidebar;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.mambascope.ui.control.Section;
import org.mambascope.ui.control.Visibility;
import org.mambascope.ui.sidebar.ImagesViewModel.SourceRow;
import org.mambascope.ui.text.Texts;

import java.util.List;
import java.util.stream.Collectors;

/** Sources of the images, each with a button that removes it. */
final class ImageSourcesView extends ScrollPane {
    private final ImagesViewModel viewModel;
    private final VBox rows = new VBox();

    ImageSourcesView(ImagesViewModel viewModel) {
        this.viewModel = viewModel;
        setId("image-sources");
        getStyleClass().addAll("plain-scroll", "image-sources");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setMinHeight(USE_PREF_SIZE);
        setContent(rows);
        viewModel.sources().subscribe(this::show);
        Visibility.shownWhen(this, viewModel.sources().map(sources -> !sources.isEmpty()));
    }

    private void show(List<SourceRow> sources) {
        rows.getChildren().setAll(sources.stream().map(this::row).toList());
    }

    private Node row(SourceRow source) {
        Label name = Section.note(source.name());
        name.setTooltip(
                new Tooltip(
                        source.paths().stream()
                                .map(Object::toString)
                                .collect(Collectors.joining("\n"))));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button remove = new Button("", new FontIcon(MaterialDesignC.CLOSE));
        remove.getStyleClass().addAll("flat", "icon-button", "remove-source");
        remove.setAccessibleText(Texts.of("images.source.remove", source.name()));
        remove.setTooltip(new Tooltip(remove.getAccessibleText()));
        remove.setOnAction(event -> viewModel.remove(source));
        HBox row = new HBox(name, gap, remove);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
