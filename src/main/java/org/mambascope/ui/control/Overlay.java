package org.mambascope.ui.control;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.mambascope.ui.text.Texts;

import java.util.Optional;

/**
 * Shows one card over the window. Escape or a click beside it takes it away; as long as it is there
 * the keyboard stays in it, and then returns to where it was.
 */
public final class Overlay extends StackPane {
    private Optional<Node> card = Optional.empty();
    private Optional<Node> focusedBefore = Optional.empty();
    private Subscription keepsFocus = Subscription.EMPTY;

    public Overlay() {
        getStyleClass().add("overlay");
        setId("overlay");
        setVisible(false);
        setManaged(false);
        setOnMouseClicked(
                event -> {
                    if (event.getTarget() == this) {
                        close();
                    }
                });
        addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        close();
                        event.consume();
                    }
                });
        // Keys of the window below must not reach it.
        addEventHandler(KeyEvent.KEY_PRESSED, KeyEvent::consume);
    }

    /** Shows content under a title, with a button that closes it. */
    public void showTitled(String title, Region content) {
        Label heading = new Label(title);
        heading.getStyleClass().addAll("heading", "overlay-title");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button closing = new Button("", new FontIcon(MaterialDesignC.CLOSE));
        closing.setId("overlay-close");
        closing.getStyleClass().addAll("flat", "icon-button");
        closing.setAccessibleText(Texts.of("overlay.close"));
        closing.setOnAction(event -> close());
        HBox header = new HBox(heading, gap, closing);
        header.setAlignment(Pos.CENTER_LEFT);
        VBox.setVgrow(content, Priority.ALWAYS);
        VBox whole = new VBox(header, content);
        whole.getStyleClass().add("overlay-content");
        show(whole);
    }

    /** Shows a card in place of any other. */
    public void show(Region content) {
        close();
        focusedBefore = Optional.ofNullable(getScene()).map(scene -> scene.getFocusOwner());
        content.getStyleClass().add("overlay-card");
        content.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        card = Optional.of(content);
        getChildren().setAll(content);
        setManaged(true);
        setVisible(true);
        if (getScene() != null) {
            applyCss();
            getParent().layout();
            focusFirst(content);
            keepsFocus =
                    getScene().focusOwnerProperty().subscribe((before, now) -> keep(content, now));
        }
    }

    private static void focusFirst(Region content) {
        content.lookupAll("*").stream()
                .filter(node -> node.isFocusTraversable() && !node.isDisabled())
                .filter(node -> !"overlay-close".equals(node.getId()))
                .findFirst()
                .or(() -> Optional.ofNullable(content.lookup("#overlay-close")))
                .ifPresent(Node::requestFocus);
    }

    private static void keep(Region content, Node focused) {
        for (Node node = focused; node != null; node = node.getParent()) {
            if (node == content) {
                return;
            }
        }
        focusFirst(content);
    }

    /** Takes the card away. */
    public void close() {
        if (card.isEmpty()) {
            return;
        }
        keepsFocus.unsubscribe();
        keepsFocus = Subscription.EMPTY;
        card = Optional.empty();
        setVisible(false);
        setManaged(false);
        getChildren().clear();
        focusedBefore.ifPresent(Node::requestFocus);
        focusedBefore = Optional.empty();
    }

    /** Returns true if a card is shown. */
    public boolean isShowing() {
        return card.isPresent();
    }
}
