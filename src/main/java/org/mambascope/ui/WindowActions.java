package org.mambascope.ui;

import javafx.beans.value.ObservableValue;
import javafx.stage.Window;
import javafx.stage.WindowEvent;

import org.mambascope.model.Assumption;
import org.mambascope.model.LoadedModel;
import org.mambascope.ui.about.AboutView;
import org.mambascope.ui.about.AboutViewModel;
import org.mambascope.ui.action.Action;
import org.mambascope.ui.action.ActionGroup;
import org.mambascope.ui.action.Actions;
import org.mambascope.ui.action.CheatSheetView;
import org.mambascope.ui.action.CommandLine;
import org.mambascope.ui.action.PaletteView;
import org.mambascope.ui.action.PaletteViewModel;
import org.mambascope.ui.control.Overlay;
import org.mambascope.ui.control.TextClipboard;
import org.mambascope.ui.description.ModelDescriptionView;
import org.mambascope.ui.description.ModelDescriptionViewModel;
import org.mambascope.ui.description.ReadingsView;
import org.mambascope.ui.leaving.SavingViewModel;
import org.mambascope.ui.log.LogBook;
import org.mambascope.ui.log.LogView;
import org.mambascope.ui.preferences.Appearance;
import org.mambascope.ui.preferences.Preferences;
import org.mambascope.ui.preferences.PreferencesView;
import org.mambascope.ui.preferences.Settings;
import org.mambascope.ui.session.OpenModel;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.sidebar.ImagesViewModel;
import org.mambascope.ui.text.Texts;
import org.mambascope.ui.toolbar.ToolbarViewModel;
import org.mambascope.ui.workspace.Workspace;
import org.mambascope.ui.workspace.Workspaces;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What can be done in every workspace, and the registry of all that can be done. */
final class WindowActions {
    private final WindowContext context;
    private final Overlay overlay;
    private final LogBook log;
    private final SavingViewModel saving;
    private final Actions actions = new Actions();

    /** Models whose unknown arguments were asked for. */
    private final Set<Path> asked = new HashSet<>();

    WindowActions(WindowContext context, Overlay overlay, LogBook log, SavingViewModel saving) {
        this.context = context;
        this.saving = saving;
        this.overlay = overlay;
        this.log = log;
    }

    /** Registers everything. */
    Actions register(
            ToolbarViewModel toolbar,
            ImagesViewModel images,
            Workspaces workspaces,
            Runnable toggleTasks,
            Runnable stop) {
        files(toolbar, images);
        workspaces.all().forEach(workspace -> workspace.actions().forEach(actions::add));
        analysis(stop);
        view(toggleTasks);
        go(workspaces);
        help();
        actions.addChanging(this::recent);
        context.session().modelProperty().subscribe(this::askIfUnknown);
        context.session().questionProperty().subscribe(asked -> asked.ifPresent(this::askWhich));
        return actions;
    }

    private void files(ToolbarViewModel toolbar, ImagesViewModel images) {
        ObservableValue<Boolean> hasImages =
                context.session().imagesProperty().map(open -> open.isPresent());
        actions.add(
                Action.of("model.open", ActionGroup.FILE, toolbar::openModel)
                        .on("Shortcut+O")
                        .inTerminal(this::openInTerminal),
                Action.of("model.describe", ActionGroup.FILE, this::showDescription)
                        .when(context.session().modelProperty().map(open -> open.isPresent())),
                Action.of("images.open", ActionGroup.FILE, images::openFiles).on("Shortcut+I"),
                Action.of("images.folder", ActionGroup.FILE, images::openFolder)
                        .on("Shortcut+Shift+I"),
                Action.of("images.add", ActionGroup.FILE, images::addFiles).when(hasImages),
                Action.of("images.add.folder", ActionGroup.FILE, images::addFolder).when(hasImages),
                Action.of("images.clear", ActionGroup.FILE, images::clear).when(hasImages),
                Action.of("session.open", ActionGroup.FILE, this::openSession)
                        .on("Shortcut+Shift+O"),
                Action.of("session.save", ActionGroup.FILE, saving::save)
                        .on("Shortcut+S")
                        .when(hasModel()),
                Action.of("session.save-as", ActionGroup.FILE, saving::saveAs)
                        .on("Shortcut+Shift+S")
                        .when(hasModel()),
                Action.of("session.report", ActionGroup.FILE, this::report)
                        .when(
                                context.session()
                                        .observationProperty()
                                        .map(seen -> seen.isPresent())),
                Action.of("preferences", ActionGroup.FILE, this::showPreferences)
                        .on("Shortcut+Comma"),
                Action.of("quit", ActionGroup.FILE, this::quit).on("Shortcut+Q"));
    }

    private ObservableValue<Boolean> hasModel() {
        return context.session().modelProperty().map(open -> open.isPresent());
    }

    private void analysis(Runnable stop) {
        Session session = context.session();
        actions.add(
                Action.of("stop", ActionGroup.ANALYSIS, stop).on("Esc"),
                Action.of("terminal.copy", ActionGroup.ANALYSIS, this::copyCommand)
                        .on("Shortcut+Shift+C")
                        .when(session.observationProperty().map(seen -> seen.isPresent())),
                Action.of("inspect", ActionGroup.ANALYSIS, () -> copy(inspectInTerminal()))
                        .when(hasModel())
                        .inTerminal(this::inspectInTerminal));
    }

    private void view(Runnable toggleTasks) {
        Preferences preferences = context.preferences();
        for (Appearance appearance : Appearance.values()) {
            String name = appearance.name().toLowerCase(Locale.ROOT);
            actions.add(
                    Action.of(
                            "appearance." + name,
                            ActionGroup.VIEW,
                            () -> preferences.choose(appearance)));
        }
        actions.add(
                Action.of("zoom.in", ActionGroup.VIEW, () -> preferences.zoom(1))
                        .on(
                                "Shortcut+Plus",
                                "Shortcut+Equals",
                                "Shortcut+Shift+Equals",
                                "Shortcut+Add"),
                Action.of("zoom.out", ActionGroup.VIEW, () -> preferences.zoom(-1))
                        .on("Shortcut+Minus", "Shortcut+Subtract"),
                Action.of("zoom.reset", ActionGroup.VIEW, () -> preferences.zoom(0))
                        .on("Shortcut+0", "Shortcut+Numpad 0"),
                Action.of("panel.left", ActionGroup.VIEW, () -> togglePanel(true)).on("Shortcut+B"),
                Action.of("panel.right", ActionGroup.VIEW, () -> togglePanel(false))
                        .on("Shortcut+Shift+B"),
                Action.of("tasks", ActionGroup.VIEW, toggleTasks).on("Shortcut+J"),
                Action.of(
                                "log",
                                ActionGroup.VIEW,
                                () -> overlay.showTitled(Texts.of("log.title"), new LogView(log)))
                        .on("Shortcut+L"));
    }

    private void togglePanel(boolean left) {
        Settings settings = context.preferences().settingsProperty().get();
        context.preferences()
                .hidePanels(left != settings.sidebarHidden(), !left != settings.inspectorHidden());
    }

    private void go(Workspaces workspaces) {
        for (int i = 0; i < workspaces.all().size(); i++) {
            Workspace workspace = workspaces.all().get(i);
            actions.add(
                    Action.named(
                                    "workspace." + workspace.id(),
                                    Texts.of("action.workspace", workspace.title()),
                                    ActionGroup.GO,
                                    () -> workspaces.chosenProperty().set(workspace))
                            .on("Shortcut+" + (i + 1)));
        }
    }

    private void help() {
        actions.add(
                Action.of("palette", ActionGroup.HELP, this::showPalette).on("Shortcut+K"),
                Action.of(
                                "keys",
                                ActionGroup.HELP,
                                () ->
                                        overlay.showTitled(
                                                Texts.of("keys.title"),
                                                new CheatSheetView(actions)))
                        .on("F1"),
                Action.of(
                        "about",
                        ActionGroup.HELP,
                        () ->
                                overlay.showTitled(
                                        Texts.of("application.name"),
                                        new AboutView(new AboutViewModel(context.session())))));
    }

    private void showPalette() {
        overlay.show(new PaletteView(new PaletteViewModel(actions), overlay::close));
    }

    private void showDescription() {
        Session session = context.session();
        session.modelProperty()
                .get()
                .ifPresent(
                        open ->
                                overlay.showTitled(
                                        Texts.of("description.title", open.name()),
                                        new ModelDescriptionView(
                                                new ModelDescriptionViewModel(session, open),
                                                overlay::close)));
    }

    /** Asks which of several readings of a file is meant. */
    private void askWhich(OpenModel.Question question) {
        overlay.showTitled(
                Texts.of("description.which.title", question.file().getFileName()),
                new ReadingsView(
                        question,
                        reading -> {
                            overlay.close();
                            context.session().decide(question, reading);
                        }));
    }

    /** Asks for what the weights of a model cannot tell, unless the user said it before. */
    private void askIfUnknown(Optional<LoadedModel> opened) {
        opened.filter(open -> open.assumptions().stream().anyMatch(Assumption::isOpen))
                .filter(open -> context.session().backend().description(open.file()).isEmpty())
                .filter(open -> asked.add(open.file()))
                .ifPresent(open -> showDescription());
    }

    private void showPreferences() {
        overlay.showTitled(
                Texts.of("preferences.title"), new PreferencesView(context.preferences()));
    }

    private void openSession() {
        context.dialogs()
                .session()
                .ifPresent(
                        file -> {
                            context.preferences().rememberSession(file);
                            context.session().openSession(file);
                        });
    }

    private void report() {
        Session session = context.session();
        String name = session.modelProperty().get().map(LoadedModel::name).orElse("session");
        context.dialogs().saveAs(name + ".html").ifPresent(session.files()::report);
    }

    /** As the button that closes the window. */
    private void quit() {
        Window window = overlay.getScene().getWindow();
        window.fireEvent(new WindowEvent(window, WindowEvent.WINDOW_CLOSE_REQUEST));
    }

    private List<Action> recent() {
        List<Action> recent = new ArrayList<>();
        for (String file : context.preferences().settingsProperty().get().recentModels()) {
            recent.add(
                    Action.named(
                            "model.recent." + file,
                            Texts.of("action.model.recent", Path.of(file).getFileName()),
                            ActionGroup.FILE,
                            () -> context.session().openModel(Path.of(file))));
        }
        for (String file : context.preferences().settingsProperty().get().recentSessions()) {
            recent.add(
                    Action.named(
                            "session.recent." + file,
                            Texts.of("action.session.recent", Path.of(file).getFileName()),
                            ActionGroup.FILE,
                            () -> context.session().openSession(Path.of(file))));
        }
        return recent;
    }

    private void copyCommand() {
        copy(actions.get("analyse").commandLine().get());
    }

    private static void copy(Optional<String> line) {
        line.ifPresent(
                text -> {
                    TextClipboard.copy(text);
                });
    }

    private Optional<String> inspectInTerminal() {
        return context.session().modelProperty().get().map(open -> terminal("inspect", open));
    }

    private String terminal(String command, LoadedModel open) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(context.session().modelArguments(open));
        return CommandLine.of(arguments);
    }

    /** Opens what is open in another window. */
    private Optional<String> openInTerminal() {
        Session session = context.session();
        return session.modelProperty()
                .get()
                .map(
                        open -> {
                            List<String> arguments =
                                    new ArrayList<>(List.of("open", open.file().toString()));
                            session.imagesProperty()
                                    .get()
                                    .ifPresent(
                                            images -> {
                                                arguments.add("--images");
                                                images.sources()
                                                        .forEach(
                                                                source ->
                                                                        arguments.add(
                                                                                source.toString()));
                                            });
                            return CommandLine.of(arguments);
                        });
    }
}
