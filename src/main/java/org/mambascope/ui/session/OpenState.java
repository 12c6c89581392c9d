package org.mambascope.ui.session;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.mambascope.ui.task.Jobs;
import org.mambascope.workflow.Workbench;

/**
 * What is open, what is known of it and how it is looked at. Commands stand above it: nothing in it
 * knows them.
 *
 * @param notes the user's own words
 */
record OpenState(
        OpenModel model,
        OpenImages images,
        Selection selection,
        ViewOptions options,
        Observations observations,
        VisibleLayers layers,
        StringProperty notes) {

    /** Nothing open. */
    static OpenState empty(Workbench backend, Jobs jobs) {
        Selection selection = new Selection();
        Observations observations = new Observations();
        OpenModel model = new OpenModel(backend, jobs);
        return new OpenState(
                model,
                new OpenImages(backend, jobs, selection, model.property()),
                selection,
                new ViewOptions(),
                observations,
                new VisibleLayers(model.property(), observations, selection),
                new SimpleStringProperty(""));
    }
}
