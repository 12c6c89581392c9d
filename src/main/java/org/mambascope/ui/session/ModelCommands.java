package org.mambascope.ui.session;

import org.mambascope.session.ObservedSource;

import java.nio.file.Path;

/** Opens a model in place of another. What was known of the old one is forgotten. */
final class ModelCommands {
    private final OpenState state;
    private final AnalysisRunner analysis;
    private final LayerWeights weights;
    private final ImageCommands images;
    private Runnable asked = () -> {};

    ModelCommands(
            OpenState state, AnalysisRunner analysis, LayerWeights weights, ImageCommands images) {
        this.state = state;
        this.analysis = analysis;
        this.weights = weights;
        this.images = images;
    }

    /**
     * Opens a weight file.
     *
     * @param before run when it can be opened, while the old one is still there
     * @param then run when everybody knows it
     */
    void open(Path file, Runnable before, Runnable then) {
        analysis.cancel();
        asked = () -> open(file, before, then);
        state.model()
                .open(
                        file,
                        () -> {
                            before.run();
                            leave();
                        },
                        () -> {
                            look();
                            then.run();
                        },
                        analysis::goOn);
    }

    /** What was asked for last, once more: a question that stopped it is answered. */
    Runnable asked() {
        return asked;
    }

    private void leave() {
        analysis.clear();
        weights.clear();
    }

    private void look() {
        if (state.selection().sourceProperty().get() == ObservedSource.WEIGHTS) {
            weights.read();
        }
        images.readAgain();
    }
}
