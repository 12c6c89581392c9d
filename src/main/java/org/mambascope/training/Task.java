package org.mambascope.training;

import org.mambascope.model.LoadedModel;
import org.mambascope.model.architecture.ModelDescription;

import java.util.function.Consumer;

/** What a model is to learn, and from which images. The loop that learns knows no more of it. */
public interface Task {
    /** Settings that must be the same for a training to be continued, in words. */
    String settings();

    /**
     * Opens the images.
     *
     * @param model that learns
     * @param start description of the model that training starts from
     * @param plan of the training
     * @param note hears what the user should know, such as images that cannot be read
     * @throws org.mambascope.base.Problem if data and model do not fit together
     */
    Objective open(
            LoadedModel model, ModelDescription start, TrainingPlan plan, Consumer<String> note);
}
