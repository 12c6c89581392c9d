package org.mambascope.ui.inspector;

import javafx.beans.property.Property;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

import org.mambascope.ui.control.Facts;
import org.mambascope.ui.control.PictureView;
import org.mambascope.ui.control.Section;
import org.mambascope.ui.control.TextButton;
import org.mambascope.ui.control.Visibility;
import org.mambascope.ui.figure.ExportMenu;
import org.mambascope.ui.text.Texts;

/** The right panel: what the selection means. */
public final class InspectorView extends ScrollPane {
    private static final double PICTURE = 192;

    public InspectorView(InspectorViewModel viewModel) {
        getStyleClass().addAll("plain-scroll", "inspector");
        setId("inspector");
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        visibleProperty().bind(viewModel.hasSelection());
        managedProperty().bind(visibleProperty());
        Label place = Section.note("");
        place.setId("token-place");
        place.textProperty().bind(viewModel.token().place());
        Facts tokenFacts = new Facts(viewModel.token().facts());
        tokenFacts.setId("token-facts");
        Label caption = Section.note("");
        caption.setId("picture-caption");
        caption.setMaxWidth(Double.MAX_VALUE);
        caption.setMinHeight(USE_PREF_SIZE);
        caption.setAlignment(Pos.CENTER);
        caption.setTextAlignment(TextAlignment.CENTER);
        caption.textProperty().bind(viewModel.image().caption());
        Label hint = Section.note("");
        hint.setId("token-hint");
        hint.setWrapText(true);
        hint.setMinHeight(USE_PREF_SIZE);
        hint.textProperty().bind(viewModel.token().hint());
        Visibility.shownWhen(hint, viewModel.token().hint().map(text -> !text.isEmpty()));
        Section token =
                new Section(
                        "",
                        place,
                        picture(viewModel),
                        caption,
                        score(viewModel.image().objects()),
                        hint,
                        tokenFacts);
        token.title().setId("token-title");
        token.title().textProperty().bind(viewModel.token().title());
        Facts layerFacts = new Facts(viewModel.layerFacts());
        layerFacts.setId("layer-facts");
        VBox content =
                new VBox(
                        token,
                        new Section(Texts.of("layer.title"), new Region(), layerFacts),
                        view(viewModel),
                        bases(viewModel),
                        notes(viewModel));
        content.getStyleClass().add("panel");
        setContent(content);
    }

    private static StackPane picture(InspectorViewModel viewModel) {
        PictureView picture = new PictureView(PICTURE);
        picture.setId("picture");
        viewModel.image().image().subscribe(picture::show);
        viewModel.token().outline().subscribe(picture::showPart);
        picture.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        picture.setAccessibleText(Texts.of("picture.accessible"));
        picture.setFocusTraversable(true);
        picture.setOnMouseClicked(
                event -> {
                    picture.requestFocus();
                    picture.fraction(event.getX(), event.getY())
                            .ifPresent(at -> viewModel.token().pick(at.getX(), at.getY()));
                });
        picture.setOnKeyPressed(event -> move(viewModel, event));
        return new StackPane(picture);
    }

    private static VBox score(FoundObjectsViewModel objects) {
        VBox score =
                slider(
                        "score",
                        0,
                        1,
                        0.05,
                        objects.score(),
                        objects.score().map(value -> Texts.of("view.score.value", value)));
        Visibility.shownWhen(score, objects.present());
        return score;
    }

    private static void move(InspectorViewModel viewModel, KeyEvent event) {
        switch (event.getCode()) {
            case LEFT -> viewModel.token().move(0, -1);
            case RIGHT -> viewModel.token().move(0, 1);
            case UP -> viewModel.token().move(-1, 0);
            case DOWN -> viewModel.token().move(1, 0);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private static Section bases(InspectorViewModel viewModel) {
        Label words = Section.note("");
        words.setId("basis-words");
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        words.textProperty().bind(viewModel.bases().words());
        Facts facts = new Facts(viewModel.bases().facts());
        facts.setId("basis-facts");
        Button ask = TextButton.of("bases.ask", viewModel.bases()::ask);
        Visibility.shownWhen(ask, viewModel.bases().canAsk());
        VBox alpha =
                slider(
                        "alpha",
                        0,
                        1,
                        0.05,
                        viewModel.bases().alpha(),
                        viewModel
                                .bases()
                                .alpha()
                                .map(value -> Texts.of("view.alpha.value", value)));
        Visibility.shownWhen(alpha, viewModel.bases().canAsk().map(can -> !can));
        MenuButton save = ExportMenu.ofTable(viewModel.bases().table(), "bases");
        Visibility.shownWhen(save, viewModel.bases().facts().map(found -> !found.isEmpty()));
        Section section = new Section(Texts.of("bases.title"), save, words, facts, ask, alpha);
        section.setId("bases");
        Visibility.shownWhen(section, viewModel.bases().present());
        return section;
    }

    private static Section notes(InspectorViewModel viewModel) {
        TextArea notes = new TextArea();
        notes.setId("notes");
        notes.setWrapText(true);
        notes.setPrefRowCount(3);
        notes.setPromptText(Texts.of("notes.prompt"));
        notes.setAccessibleText(Texts.of("notes.title"));
        notes.textProperty().bindBidirectional(viewModel.notes());
        return new Section(Texts.of("notes.title"), new Region(), notes);
    }

    private static Section view(InspectorViewModel viewModel) {
        return new Section(
                Texts.of("view.title"),
                new Region(),
                slider(
                        "threshold",
                        2,
                        20,
                        1,
                        viewModel.outlierThreshold(),
                        viewModel
                                .outlierThreshold()
                                .map(value -> Texts.of("view.threshold.value", value))),
                slider(
                        "bins",
                        20,
                        240,
                        1,
                        viewModel.histogramBins(),
                        viewModel.histogramBins().map(Object::toString)),
                slider(
                        "bits",
                        2,
                        8,
                        1,
                        viewModel.bits(),
                        viewModel
                                .bits()
                                .map(
                                        bits ->
                                                Texts.of(
                                                        "view.bits.value",
                                                        bits,
                                                        1 << bits.intValue()))));
    }

    private static VBox slider(
            String key,
            double from,
            double to,
            double step,
            Property<Number> value,
            ObservableValue<String> words) {
        Label name = new Label(Texts.of("view." + key));
        Label shown = Section.note("");
        shown.textProperty().bind(words);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox header = new HBox(name, gap, shown);
        header.setAlignment(Pos.BASELINE_LEFT);
        Slider slider = new Slider(from, to, from);
        slider.setId(key);
        slider.setBlockIncrement(step);
        slider.getStyleClass().add("small");
        slider.setAccessibleText(name.getText());
        name.setLabelFor(slider);
        // Whole steps: nothing between can be read off the figures.
        slider.valueProperty()
                .subscribe(
                        (before, now) ->
                                value.setValue(Math.rint(now.doubleValue() / step) * step));
        value.subscribe(now -> slider.setValue(now.doubleValue()));
        return new VBox(header, slider);
    }
}
