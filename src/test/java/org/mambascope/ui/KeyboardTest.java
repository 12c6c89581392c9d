package org.mambascope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.TraversalDirection;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.activation.Measure;
import org.mambascope.quant.estimate.BasisComparison;
import org.mambascope.ui.preferences.Preferences;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The keyboard reaches whatever the mouse does, and whatever it reaches has a name. */
@ExtendWith(ApplicationExtension.class)
class KeyboardTest {
    private static final int MOST_STEPS = 500;

    @TempDir Path settings;

    private Stage stage;
    private Window window;

    @Start
    void start(Stage empty) {
        stage = empty;
        window =
                new Window(
                        stage,
                        new FakeBackend(),
                        new Preferences(settings.resolve("settings.json")),
                        new ChosenFiles());
        stage.setWidth(1280);
        stage.setHeight(800);
        stage.show();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"observe", "quantise", "compare"})
    @DisplayName("Tab reaches every control of a workspace")
    void tabReachesEveryControl(String workspace) throws Exception {
        open(workspace);

        Set<Node> reached = onWindow(this::throughFocus);

        assertThat(onWindow(() -> controls(stage.getScene())))
                .as("controls that Tab does not reach")
                .hasSizeGreaterThan(15)
                .allSatisfy(
                        control ->
                                assertThat(reached)
                                        .as(described(control))
                                        .anyMatch(node -> leadsTo(node, control)));
    }

    @Test
    @DisplayName("arrow keys lead from one button of a group to the next, and choose it")
    void arrowsMoveWithinAGroup() throws Exception {
        open("observe");

        onWindow(
                () -> {
                    stage.getScene().lookup("#choice-KURTOSIS").requestFocus();
                    press(KeyCode.LEFT);
                    press(KeyCode.SPACE);
                    return null;
                });

        assertThat(window.session().selection().measureProperty().get())
                .isEqualTo(Measure.OUTLIER_RATIO);
    }

    private void press(KeyCode code) {
        Node owner = stage.getScene().getFocusOwner();
        for (EventType<KeyEvent> type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
            Event.fireEvent(owner, new KeyEvent(type, "", "", code, false, false, false, false));
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"observe", "quantise", "compare"})
    @DisplayName("every control and chart has a text that can be read aloud")
    void everyControlHasAText(String workspace) throws Exception {
        open(workspace);

        List<String> nameless =
                onWindow(
                        () ->
                                Stream.concat(
                                                controls(stage.getScene()).stream(),
                                                throughFocus().stream())
                                        .filter(node -> !isNamed(node))
                                        .map(KeyboardTest::described)
                                        .distinct()
                                        .toList());

        assertThat(nameless).isEmpty();
    }

    private void open(String workspace) throws Exception {
        onWindow(
                () -> {
                    window.open(
                            new LaunchRequest(
                                    Optional.of(Path.of("vim.pth")),
                                    List.of(Path.of("0.png"), Path.of("1.png"))));
                    return null;
                });
        WaitForAsyncUtils.waitFor(
                30,
                TimeUnit.SECONDS,
                () -> window.session().observationProperty().getValue().isPresent());
        onWindow(
                () -> {
                    window.session().pinned().pin();
                    window.session()
                            .selection()
                            .basisProperty()
                            .set(BasisComparison.Basis.SMOOTHED);
                    window.view().workspaces().choose(workspace);
                    return null;
                });
        WaitForAsyncUtils.waitFor(
                30,
                TimeUnit.SECONDS,
                () -> window.session().bases().foundProperty().get().isPresent());
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Everything that has the focus while Tab is pressed until it comes round. */
    private Set<Node> throughFocus() {
        Scene scene = stage.getScene();
        Set<Node> reached = new LinkedHashSet<>();
        scene.getRoot().requestFocusTraversal(TraversalDirection.NEXT);
        for (int i = 0; i < MOST_STEPS && scene.getFocusOwner() != null; i++) {
            if (!reached.add(scene.getFocusOwner())) {
                break;
            }
            scene.getFocusOwner().requestFocusTraversal(TraversalDirection.NEXT);
        }
        return reached;
    }

    private static List<Node> controls(Scene scene) {
        List<Node> controls = new ArrayList<>();
        collect(scene.getRoot(), controls);
        return controls;
    }

    private static void collect(Node node, List<Node> controls) {
        if (!node.isVisible() || node.isDisabled() || node instanceof ScrollBar) {
            return;
        }
        if (isControl(node)) {
            controls.add(node);
        } else if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, controls));
        }
    }

    /** What is worked with; not what such a control consists of. */
    private static boolean isControl(Node node) {
        return node instanceof ButtonBase
                || node instanceof ComboBoxBase<?>
                || node instanceof Slider
                || node instanceof Spinner<?>
                || node instanceof TextInputControl
                || node instanceof ListView<?>
                || node instanceof TableView<?>
                || node instanceof TreeTableView<?>
                || node.getOnMouseClicked() != null && node.getOnKeyPressed() != null;
    }

    /** Arrow keys lead from one button of a group to the others. */
    private static boolean leadsTo(Node node, Node control) {
        return isInside(node, control)
                || node instanceof ToggleButton from
                        && control instanceof ToggleButton to
                        && from.getToggleGroup() != null
                        && from.getToggleGroup() == to.getToggleGroup();
    }

    private static boolean isInside(Node node, Node control) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at == control) {
                return true;
            }
        }
        return false;
    }

    private boolean isNamed(Node node) {
        if (node instanceof ScrollPane || node instanceof ScrollBar) {
            return true;
        }
        boolean said = node.getAccessibleText() != null && !node.getAccessibleText().isBlank();
        boolean written =
                node instanceof Labeled labeled
                        && labeled.getText() != null
                        && !labeled.getText().isBlank();
        return said || written || isLabelled(node) || isPart(node);
    }

    /** Part of a control that has a name of its own, as the editor of a spinner. */
    private boolean isPart(Node node) {
        return node.getParent() instanceof Control control && isNamed(control);
    }

    private boolean isLabelled(Node node) {
        return stage.getScene().getRoot().lookupAll(".label").stream()
                .anyMatch(label -> label instanceof Label text && text.getLabelFor() == node);
    }

    private static String described(Node node) {
        return node.getClass().getSimpleName() + " #" + node.getId() + " " + node.getStyleClass();
    }

    private static <T> T onWindow(Callable<T> action) throws Exception {
        return WaitForAsyncUtils.waitForAsyncFx(30_000, action);
    }
}
