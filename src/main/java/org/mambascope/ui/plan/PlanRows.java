package org.mambascope.ui.plan;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

import org.mambascope.activation.PointStatistics;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ObservationPoint;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.text.Texts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows of the bit plan, and which are chosen: the layer in view is chosen here as well. */
final class PlanRows {
    private final ObjectProperty<List<PlanRow>> selected = new SimpleObjectProperty<>(List.of());
    private final ObservableValue<List<PlanRow>> rows;
    private final Session session;

    PlanRows(Session session) {
        this.session = session;
        this.rows = session.modelProperty().map(open -> open.map(PlanRows::of).orElse(List.of()));
        selected.subscribe(this::showLayer);
        session.selection().pointProperty().subscribe(this::follow);
    }

    private static List<PlanRow> of(LoadedModel open) {
        List<LayerSite> sites = open.network().layers();
        Map<Integer, List<LayerSite>> blocks =
                sites.stream()
                        .collect(
                                Collectors.groupingBy(
                                        LayerSite::block, LinkedHashMap::new, Collectors.toList()));
        List<PlanRow> rows = new ArrayList<>();
        rows.add(new PlanRow(PlanRow.Level.MODEL, Texts.of("plan.model"), sites));
        blocks.forEach(
                (block, own) -> {
                    rows.add(new PlanRow(PlanRow.Level.BLOCK, Texts.of("plan.block", block), own));
                    own.forEach(
                            site ->
                                    rows.add(
                                            new PlanRow(
                                                    PlanRow.Level.LAYER,
                                                    site.kind(),
                                                    List.of(site))));
                });
        return rows;
    }

    /** The model, then each block followed by its layers; none without a model. */
    ObservableValue<List<PlanRow>> all() {
        return rows;
    }

    Stream<PlanRow> layers() {
        return layers(rows.getValue());
    }

    private static Stream<PlanRow> layers(List<PlanRow> some) {
        return some.stream().filter(row -> row.level() == PlanRow.Level.LAYER);
    }

    /** Names of the model's layers. */
    List<String> names() {
        List<PlanRow> all = rows.getValue();
        return all.isEmpty() ? List.of() : all.getFirst().layers();
    }

    ObjectProperty<List<PlanRow>> selected() {
        return selected;
    }

    /** The first layer that is chosen here. */
    Optional<LayerSite> selectedLayer() {
        return layers(selected.get()).map(row -> row.sites().getFirst()).findFirst();
    }

    /** What is changed with a row: all that are chosen if it is one of them. */
    List<PlanRow> with(PlanRow row) {
        return selected.get().contains(row) ? selected.get() : List.of(row);
    }

    void selectKind() {
        List<String> kinds = layers(selected.get()).map(PlanRow::name).toList();
        if (!kinds.isEmpty()) {
            selected.set(layers().filter(row -> kinds.contains(row.name())).toList());
        }
    }

    /** Nothing is chosen but the layer in view. */
    void restart() {
        selected.set(List.of());
        follow(session.selection().pointProperty().get());
    }

    /** The layer that is chosen here is the one that all figures show. */
    private void showLayer(List<PlanRow> chosen) {
        if (chosen.size() == 1 && chosen.getFirst().level() == PlanRow.Level.LAYER) {
            LayerSite site = chosen.getFirst().sites().getFirst();
            session.selection()
                    .choose(
                            session.layers().getValue().stream()
                                    .map(PointStatistics::point)
                                    .filter(site::has)
                                    .findFirst()
                                    .orElseGet(site::input));
        }
    }

    /** A layer that is chosen elsewhere is chosen here. */
    private void follow(Optional<ObservationPoint> point) {
        if (selected.get().size() <= 1) {
            point.flatMap(
                            there ->
                                    layers().filter(row -> row.sites().getFirst().has(there))
                                            .findFirst())
                    .ifPresent(row -> selected.set(List.of(row)));
        }
    }
}
