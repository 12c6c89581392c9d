package org.mambascope.ui.toolbar;

import ai.djl.Device;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

import org.mambascope.model.LoadedModel;
import org.mambascope.model.ModelSummary;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.preferences.Appearance;
import org.mambascope.ui.preferences.Preferences;
import org.mambascope.ui.preferences.Settings;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.text.Texts;

import java.nio.file.Path;
import java.util.List;

/** Opens models, chooses the device and how bright the window is. */
public final class ToolbarViewModel {
    private final ReadOnlyObjectWrapper<List<Device>> devices =
            new ReadOnlyObjectWrapper<>(List.of());
    private final Session session;
    private final Preferences preferences;
    private final FileDialogs dialogs;

    public ToolbarViewModel(Session session, Preferences preferences, FileDialogs dialogs) {
        this.session = session;
        this.preferences = preferences;
        this.dialogs = dialogs;
        session.modelProperty()
                .subscribe(model -> model.map(LoadedModel::file).ifPresent(preferences::remember));
    }

    /** Looks for devices in the background, because finding them starts the tensor library. */
    public void findDevices() {
        session.jobs()
                .look(
                        Texts.of("job.devices"),
                        job -> session.backend().devices(),
                        found -> devices.set(List.copyOf(found)),
                        () -> {});
    }

    /** The model's name. */
    public ObservableValue<String> modelName() {
        return session.modelProperty()
                .map(model -> model.map(LoadedModel::name).orElse(Texts.of("toolbar.open")));
    }

    /** The model in a few words; empty without a model. */
    public ObservableValue<String> modelForm() {
        return session.modelProperty()
                .map(
                        model ->
                                model.map(LoadedModel::network)
                                        .map(network -> words(network.summary()))
                                        .orElse(""));
    }

    private static String words(ModelSummary summary) {
        return Texts.of("toolbar.model.form", summary.family(), summary.tokens(), summary.blocks());
    }

    /** Models that were opened before, the latest first. */
    public ObservableValue<List<Path>> recentModels() {
        return preferences
                .settingsProperty()
                .map(settings -> settings.recentModels().stream().map(Path::of).toList());
    }

    /** Asks for a weight file and opens it. */
    public void openModel() {
        dialogs.model().ifPresent(session::openModel);
    }

    /** Opens a weight file. */
    public void openModel(Path file) {
        session.openModel(file);
    }

    /** Devices to choose from; none before they were found. */
    public ReadOnlyObjectProperty<List<Device>> devicesProperty() {
        return devices.getReadOnlyProperty();
    }

    /** Name of the device in use. */
    public ObservableValue<String> deviceName() {
        return session.deviceProperty()
                .map(device -> device.map(ToolbarViewModel::name).orElse(name(Device.cpu())));
    }

    /** Name of a device for the user. */
    public static String name(Device device) {
        return device.isGpu()
                ? Texts.of("device.gpu", device.getDeviceId())
                : Texts.of("device.cpu");
    }

    /** Runs the model there from now on. */
    public void use(Device device) {
        session.useDevice(device);
    }

    public ObservableValue<Appearance> appearance() {
        return preferences.settingsProperty().map(Settings::appearance);
    }

    public void choose(Appearance appearance) {
        preferences.choose(appearance);
    }
}
