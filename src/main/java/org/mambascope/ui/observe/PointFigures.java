package org.mambascope.ui.observe;

import javafx.beans.value.ObservableValue;

import org.mambascope.report.figure.PointFigureCatalogue;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.session.Session;

import java.util.List;
import java.util.Optional;

/**
 * The figures of the chosen point in one place.
 *
 * @param all in the order in which they are looked at
 */
public record PointFigures(List<PointFigureViewModel> all) {
    public PointFigures {
        all = List.copyOf(all);
    }

    static PointFigures of(
            Session session,
            FileDialogs dialogs,
            ObservableValue<Optional<Subjects.Shown>> subjects,
            PointFigureViewModel.Place place) {
        return new PointFigures(
                PointFigureCatalogue.DEFAULT.inWindow().stream()
                        .map(
                                kind ->
                                        new PointFigureViewModel(
                                                session, subjects, place, dialogs, kind))
                        .toList());
    }

    /** The figure of this id of the catalogue. */
    PointFigureViewModel named(String id) {
        return all.stream().filter(figure -> figure.id().equals(id)).findFirst().orElseThrow();
    }
}
