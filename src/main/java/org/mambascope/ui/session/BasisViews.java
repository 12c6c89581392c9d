package org.mambascope.ui.session;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

import org.mambascope.dataset.Dataset;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LoadedModel;
import org.mambascope.quant.estimate.BasisComparison.Basis;
import org.mambascope.quant.estimate.BasisComparison.Finding;
import org.mambascope.quant.estimate.LayerSamples;
import org.mambascope.ui.task.Job;
import org.mambascope.ui.task.Jobs;
import org.mambascope.ui.text.Texts;
import org.mambascope.workflow.BasisQuestion;
import org.mambascope.workflow.Workbench;

import java.util.List;
import java.util.Optional;

/**
 * The chosen layer's input in every basis, looked at while somebody wants to see it: it follows the
 * chosen layer, the bits and the smoothing.
 */
public final class BasisViews {
    private final ReadOnlyObjectWrapper<Optional<Found>> found =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final BooleanProperty wanted = new SimpleBooleanProperty(false);
    private final Workbench backend;
    private final Jobs jobs;
    private final OpenState state;
    private final PinnedModels pinned;
    private Optional<Job> running = Optional.empty();

    /** What was found, and what for. */
    public record Found(LayerSite layer, BasisQuestion question, List<Finding> findings) {
        public Found {
            findings = List.copyOf(findings);
        }

        /** In one basis. */
        public Finding in(Basis basis) {
            return findings.stream()
                    .filter(finding -> finding.basis() == basis)
                    .findFirst()
                    .orElseThrow();
        }
    }

    BasisViews(Workbench backend, Jobs jobs, OpenState state, PinnedModels pinned) {
        this.backend = backend;
        this.jobs = jobs;
        this.state = state;
        this.pinned = pinned;
        Selection selection = state.selection();
        ViewOptions options = state.options();
        selection
                .basisProperty()
                .subscribe((before, now) -> wanted.set(wanted.get() || now != Basis.AS_IS));
        wanted.subscribe((before, now) -> look());
        selection.pointProperty().subscribe((before, now) -> look());
        options.bitsProperty().subscribe((before, now) -> look());
        options.alphaProperty().subscribe((before, now) -> look());
        pinned.property().subscribe((before, now) -> look());
        state.observations()
                .currentProperty()
                .subscribe(
                        (before, now) -> {
                            found.set(Optional.empty());
                            look();
                        });
    }

    /** What was found of the chosen layer; empty while nobody wants it or it is not known. */
    public Optional<Found> ofChosen() {
        return found.get()
                .filter(known -> layer().filter(site -> known.layer().equals(site)).isPresent());
    }

    /** What was found last. */
    public ReadOnlyObjectProperty<Optional<Found>> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /** Whether somebody wants to see it. */
    public BooleanProperty wantedProperty() {
        return wanted;
    }

    /** The layer whose input is chosen. */
    public Optional<LayerSite> layer() {
        return state.layers()
                .layer()
                .filter(
                        site ->
                                state.selection()
                                        .pointProperty()
                                        .get()
                                        .equals(Optional.of(site.input())));
    }

    private void look() {
        running.ifPresent(Job::cancel);
        running = Optional.empty();
        BasisQuestion question =
                new BasisQuestion(
                        state.options().bitsProperty().get(),
                        state.options().alphaProperty().get(),
                        pinned.property().get().map(PinnedModel::file));
        boolean known = ofChosen().filter(last -> last.question().equals(question)).isPresent();
        if (wanted.get() && state.observations().currentProperty().get() && !known) {
            layer().ifPresent(layer -> look(layer, question));
        }
    }

    private void look(LayerSite layer, BasisQuestion question) {
        state.model()
                .property()
                .get()
                .ifPresent(
                        model ->
                                state.images()
                                        .property()
                                        .get()
                                        .map(images -> images.some(images(model)))
                                        .ifPresent(
                                                some ->
                                                        running =
                                                                Optional.of(
                                                                        look(
                                                                                layer, question,
                                                                                model, some))));
    }

    /** As many as the estimates of plans see, so that both say the same of a layer. */
    private static int images(LoadedModel model) {
        return LayerSamples.images(model.network().layers());
    }

    private Job look(LayerSite layer, BasisQuestion question, LoadedModel model, Dataset images) {
        return jobs.look(
                Texts.of("job.bases", layer.name()),
                job -> backend.bases(model, layer, images, question, job),
                findings -> found.set(Optional.of(new Found(layer, question, findings))),
                () -> {});
    }
}
