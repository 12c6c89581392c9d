package org.mambascope.ui.search;

import org.mambascope.ui.quantise.QuantiseViewModel;
import org.mambascope.ui.session.Session;
import org.mambascope.workflow.LayerStudy;

import java.util.Optional;

/**
 * Studies of the open model's layers, by what is chosen at the moment in Quantise and in Compare.
 */
public record LayerStudies(Session session, QuantiseViewModel quantise, DatasetViewModel dataset) {
    /** The one of now; empty as long as a model, images or calibration images are missing. */
    Optional<LayerStudy> now() {
        return session.modelProperty()
                .get()
                .filter(open -> !dataset.sources().getValue().isEmpty())
                .flatMap(
                        open ->
                                quantise.calibration()
                                        .calibration()
                                        .map(
                                                calibration ->
                                                        new LayerStudy(
                                                                open,
                                                                quantise.intended().plan(),
                                                                calibration,
                                                                dataset.sources().getValue(),
                                                                dataset.limit().get())));
    }
}
