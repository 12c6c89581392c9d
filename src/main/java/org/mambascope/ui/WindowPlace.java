package org.mambascope.ui;

import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

import org.mambascope.ui.preferences.Preferences;
import org.mambascope.ui.preferences.Settings.Place;

import java.util.Optional;

/** Size and place of the window from one start to the next. */
final class WindowPlace {
    private final Stage stage;
    private final Preferences preferences;
    private Optional<Rectangle2D> usual = Optional.empty();

    WindowPlace(Stage stage, Preferences preferences) {
        this.stage = stage;
        this.preferences = preferences;
        stage.widthProperty().subscribe(this::follow);
        stage.heightProperty().subscribe(this::follow);
        stage.xProperty().subscribe(this::follow);
        stage.yProperty().subscribe(this::follow);
    }

    /** Puts the window where it was, unless that screen is not there any more. */
    void restore() {
        Optional.ofNullable(preferences.settingsProperty().get().place())
                .filter(WindowPlace::isOnAScreen)
                .ifPresent(
                        place -> {
                            stage.setX(place.x());
                            stage.setY(place.y());
                            stage.setWidth(place.width());
                            stage.setHeight(place.height());
                            stage.setMaximized(place.maximised());
                        });
    }

    private static boolean isOnAScreen(Place place) {
        return !Screen.getScreensForRectangle(place.x(), place.y(), place.width(), place.height())
                .isEmpty();
    }

    /** A maximised window returns to where it was before. */
    private void follow() {
        boolean placed =
                !stage.isMaximized()
                        && !stage.isIconified()
                        && stage.getWidth() > 0
                        && stage.getHeight() > 0
                        && Double.isFinite(stage.getX())
                        && Double.isFinite(stage.getY());
        if (placed) {
            usual =
                    Optional.of(
                            new Rectangle2D(
                                    stage.getX(),
                                    stage.getY(),
                                    stage.getWidth(),
                                    stage.getHeight()));
        }
    }

    /** To be called when it closes. */
    void remember() {
        usual.ifPresent(
                at ->
                        preferences.remember(
                                new Place(
                                        at.getMinX(),
                                        at.getMinY(),
                                        at.getWidth(),
                                        at.getHeight(),
                                        stage.isMaximized())));
    }
}
