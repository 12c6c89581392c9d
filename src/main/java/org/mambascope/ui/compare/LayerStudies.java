package org.mambascope.ui.compare;

import org.mambascope.ui.quantise.QuantiseViewModel;
import org.mambascope.ui.session.LayerStudy;
import org.mambascope.ui.session.Session;

import java.util.Optional;

/**
 * Studies of the open model's layers, by what is chosen at the moment in Quantise and in Compare.
 */
record LayerStudies(Session session, QuantiseViewModel quantise, DatasetViewModel dataset) {
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
                                                                quantise.conversion().wholePlan(),
                                                                calibration,
                                                                dataset.sources().getValue(),
                                                                dataset.limit().get())));
    }
}
