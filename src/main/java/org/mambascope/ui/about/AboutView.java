package org.mambascope.ui.about;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.mambascope.ui.control.Facts;
import org.mambascope.ui.control.Section;
import org.mambascope.ui.text.Texts;

import java.util.List;

/** The about box. */
public final class AboutView extends VBox {
    /** Of the columns, in per cent. */
    private static final double[] WIDTHS = {40, 27, 33};

    public AboutView(AboutViewModel viewModel) {
        setId("about");
        getStyleClass().add("about");
        Label purpose = new Label(Texts.of("about.purpose"));
        purpose.setWrapText(true);
        Label heading = new Label(Texts.of("about.libraries"));
        heading.getStyleClass().add("heading");
        ScrollPane scroll = new ScrollPane(libraries(AboutViewModel.libraries()));
        scroll.getStyleClass().add("plain-scroll");
        scroll.setFitToWidth(true);
        scroll.setAccessibleText(Texts.of("about.libraries"));
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Facts facts = new Facts(new ReadOnlyObjectWrapper<>(viewModel.facts()));
        facts.setId("about-facts");
        getChildren()
                .setAll(purpose, facts, Section.note(Texts.of("about.licence")), heading, scroll);
    }

    private static GridPane libraries(List<AboutViewModel.Library> libraries) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("libraries");
        for (double percent : WIDTHS) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(percent);
            grid.getColumnConstraints().add(column);
        }
        for (int row = 0; row < libraries.size(); row++) {
            AboutViewModel.Library library = libraries.get(row);
            grid.addRow(
                    row,
                    whole(new Label(library.name())),
                    whole(Section.note(library.purpose())),
                    whole(Section.note(library.licence())));
        }
        return grid;
    }

    /** In several lines rather than cut off. */
    private static Label whole(Label label) {
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        GridPane.setValignment(label, VPos.TOP);
        return label;
    }
}
