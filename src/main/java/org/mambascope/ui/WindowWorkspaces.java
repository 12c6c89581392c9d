package org.mambascope.ui;

import javafx.scene.Node;

import org.mambascope.ui.compare.CompareActions;
import org.mambascope.ui.compare.CompareInspectorView;
import org.mambascope.ui.compare.CompareView;
import org.mambascope.ui.compare.CompareViewModel;
import org.mambascope.ui.inspector.InspectorView;
import org.mambascope.ui.inspector.InspectorViewModel;
import org.mambascope.ui.observe.ObserveActions;
import org.mambascope.ui.observe.ObserveView;
import org.mambascope.ui.observe.ObserveViewModel;
import org.mambascope.ui.observe.ObserveWorkspaceView;
import org.mambascope.ui.observe.WelcomeView;
import org.mambascope.ui.quantise.QuantiseActions;
import org.mambascope.ui.quantise.QuantiseInspectorView;
import org.mambascope.ui.quantise.QuantiseView;
import org.mambascope.ui.quantise.QuantiseViewModel;
import org.mambascope.ui.run.Runs;
import org.mambascope.ui.sidebar.ImagesViewModel;
import org.mambascope.ui.toolbar.ToolbarViewModel;
import org.mambascope.ui.workspace.Workspace;

import java.util.List;

/** All workspaces, from left to right: the one place to add another to. */
final class WindowWorkspaces {
    private WindowWorkspaces() {}

    static List<Workspace> of(
            WindowContext context, ToolbarViewModel toolbar, ImagesViewModel images) {
        Runs runs = new Runs(context.session());
        QuantiseViewModel quantise =
                new QuantiseViewModel(
                        context.session(),
                        context.dialogs(),
                        runs,
                        context.preferences().folder().resolve("runs"));
        return List.of(
                observe(context, toolbar, images, runs),
                quantise(context, quantise),
                compare(context, toolbar, runs, quantise));
    }

    private static Workspace compare(
            WindowContext context,
            ToolbarViewModel toolbar,
            Runs runs,
            QuantiseViewModel quantise) {
        CompareViewModel compare =
                new CompareViewModel(context.session(), context.dialogs(), runs, quantise);
        toolbar.devicesProperty()
                .subscribe(
                        found -> {
                            if (!found.isEmpty()) {
                                compare.measuring().devices().set(found);
                            }
                        });
        return new Workspace(
                "compare",
                () -> new CompareView(compare, context.style()),
                () -> new CompareInspectorView(compare.chosen()),
                CompareActions.of(compare));
    }

    private static Workspace quantise(WindowContext context, QuantiseViewModel quantise) {
        QuantiseActions actions = new QuantiseActions(quantise);
        return new Workspace(
                "quantise",
                () -> new QuantiseView(quantise, context.style()),
                () -> new QuantiseInspectorView(quantise, actions::copyCommand),
                actions.all());
    }

    private static Workspace observe(
            WindowContext context, ToolbarViewModel toolbar, ImagesViewModel images, Runs runs) {
        ObserveViewModel observe = new ObserveViewModel(context.session(), context.dialogs(), runs);
        return new Workspace(
                "observe",
                () -> observeView(context, observe, toolbar, images),
                () ->
                        new InspectorView(
                                new InspectorViewModel(context.session(), context.dialogs())),
                new ObserveActions(context.session(), observe).all());
    }

    private static Node observeView(
            WindowContext context,
            ObserveViewModel observe,
            ToolbarViewModel toolbar,
            ImagesViewModel images) {
        return new ObserveWorkspaceView(
                observe,
                () ->
                        new ObserveView(
                                observe, context.style(), images::openFiles, images::openFolder),
                new WelcomeView(
                        observe, toolbar::openModel, images::openFiles, images::openFolder));
    }
}
