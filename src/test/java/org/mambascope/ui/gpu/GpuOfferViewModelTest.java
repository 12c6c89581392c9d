package org.mambascope.ui.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.base.Problem;
import org.mambascope.base.Progress;
import org.mambascope.ui.FakeBackend;
import org.mambascope.ui.Opened;
import org.mambascope.ui.preferences.Preferences;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.task.Job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class GpuOfferViewModelTest {
    @TempDir Path folder;

    private final ObjectProperty<List<Device>> devices = new SimpleObjectProperty<>(List.of());
    private final FakeBackend backend = new FakeBackend();
    private final Session session = Opened.nothing(backend);

    private GpuOfferViewModel start() {
        GpuOfferViewModel offer = new GpuOfferViewModel(session, preferences(), devices);
        devices.set(backend.devices());
        return offer;
    }

    private Preferences preferences() {
        return new Preferences(folder.resolve("settings.json"));
    }

    @Test
    @DisplayName("a card without a library is asked about, and its name is said")
    void asks() {
        backend.withIdleCards("NVIDIA H200");

        GpuOfferViewModel offer = start();

        assertThat(offer.questionProperty().get())
                .hasValueSatisfying(
                        text -> assertThat(text).startsWith("NVIDIA H200 lacks libtorch"));
        assertThat(offer.canInstall().getValue()).isTrue();
    }

    @Test
    @DisplayName("where a GPU can be used, or there is none, nothing is asked")
    void asksNothing() {
        assertThat(start().questionProperty().get()).isEmpty();

        devices.set(List.of(Device.cpu()));
        GpuOfferViewModel offer = new GpuOfferViewModel(session, preferences(), devices);
        assertThat(offer.questionProperty().get()).isEmpty();
        assertThat(offer.canInstall().getValue()).isFalse();
    }

    @Test
    @DisplayName("not now means at the next start; never means never, but by the menu")
    void isAskedAgainUnlessDeclined() {
        backend.withIdleCards("NVIDIA H200");

        GpuOfferViewModel first = start();
        first.later();
        assertThat(first.questionProperty().get()).isEmpty();

        GpuOfferViewModel second = start();
        assertThat(second.questionProperty().get()).isPresent();
        second.never();
        assertThat(second.questionProperty().get()).isEmpty();

        GpuOfferViewModel third = start();
        assertThat(third.questionProperty().get()).isEmpty();
        assertThat(third.canInstall().getValue()).isTrue();
    }

    @Test
    @DisplayName("a yes fetches it as a task, tells where it is, and asks no second time")
    void fetches() {
        List<String> steps = new ArrayList<>();
        backend.withIdleCards("NVIDIA H200")
                .fetching(progress -> progress.report(1, 4, "libtorch_cuda.so"));
        GpuOfferViewModel offer = start();
        offer.canInstall().subscribe(can -> steps.add(can ? "can" : "cannot"));

        offer.install();

        Job job = session.jobs().all().getFirst();
        assertThat(job.title()).isEqualTo("Fetching libtorch for CUDA");
        assertThat(job.stateProperty().get()).isEqualTo(Job.State.DONE);
        assertThat(job.fractionProperty().get()).isEqualTo(0.25);
        assertThat(session.noticeProperty().get())
                .contains("libtorch for CUDA is in cuda. It is used from the next start on.");
        assertThat(steps).containsExactly("can", "cannot");
    }

    @Test
    @DisplayName("a cancelled or failed fetch is said as such, and can be tried again")
    void endsWithoutIt() {
        backend.withIdleCards("NVIDIA H200").fetching(this::cancelled);
        GpuOfferViewModel offer = start();

        offer.install();
        assertThat(session.jobs().all().getFirst().stateProperty().get())
                .isEqualTo(Job.State.CANCELLED);
        assertThat(session.noticeProperty().get()).isEmpty();
        assertThat(offer.canInstall().getValue()).isTrue();

        backend.fetching(
                progress -> {
                    throw new Problem("There is no network.");
                });
        offer.install();
        assertThat(session.noticeProperty().get()).contains("There is no network.");
        assertThat(offer.canInstall().getValue()).isTrue();
    }

    private void cancelled(Progress progress) {
        session.jobs().all().getFirst().cancel();
        progress.checkCancelled();
    }
}
