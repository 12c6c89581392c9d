package org.mambascope.ui;

import javafx.application.Platform;
import javafx.scene.Scene;

/** The moment when a scene is drawn for the first time. */
final class FirstFrame {
    private final Scene scene;

    private FirstFrame(Scene scene) {
        this.scene = scene;
    }

    static FirstFrame of(Scene scene) {
        return new FirstFrame(scene);
    }

    /**
     * Runs something on the window's thread after it. A pulse lays out and hands over to be drawn,
     * and the next one does not begin before that is done: so it is the second pulse that tells.
     */
    void then(Runnable action) {
        afterPulse(() -> afterPulse(action));
    }

    private void afterPulse(Runnable action) {
        new Runnable() {
            void listen() {
                scene.addPostLayoutPulseListener(this);
                Platform.requestNextPulse();
            }

            @Override
            public void run() {
                scene.removePostLayoutPulseListener(this);
                Platform.runLater(action);
            }
        }.listen();
    }
}
