package org.mambascope.ui.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mambascope.ui.FakeBackend;
import org.mambascope.ui.Opened;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.status.StatusViewModel.State;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class StatusViewModelTest {
    private final FakeBackend backend = new FakeBackend();
    private final Session session = Opened.nothing(backend);
    private final StatusViewModel viewModel = new StatusViewModel(session);

    @Test
    void saysWhatToDoNext() {
        assertThat(viewModel.textProperty().get()).isEqualTo("Open a model to begin");
        assertThat(viewModel.stateProperty().get()).isEqualTo(State.IDLE);

        session.openModel(Path.of("vim.pth"));

        assertThat(viewModel.textProperty().get()).isEqualTo("Add images to analyse");
    }

    @Test
    void saysWhatWasDone() {
        session.openModel(Path.of("vim.pth"));
        session.images().add(List.of(Path.of("0.png"), Path.of("1.png")));

        assertThat(viewModel.textProperty().get()).isEqualTo("Analysed 2 images in 0.4 s");
        assertThat(viewModel.stateProperty().get()).isEqualTo(State.DONE);
    }

    @Test
    void saysWhatWasSavedUntilSomethingElseRuns() {
        session.openModel(Path.of("vim.pth"));

        session.jobs().write(Path.of("folder/figure.svg"), file -> {}, () -> {});

        assertThat(viewModel.textProperty().get()).isEqualTo("Saved figure.svg");
        assertThat(viewModel.savedProperty().get()).contains(Path.of("folder/figure.svg"));

        session.images().add(List.of(Path.of("0.png")));

        assertThat(viewModel.textProperty().get()).startsWith("Analysed");
        assertThat(viewModel.savedProperty().get()).isEmpty();
    }

    @Test
    void showsProgressWhileBusyAndPassesCancelOn() {
        List<String> seen = new ArrayList<>();
        backend.duringAnalysis(
                progress -> {
                    seen.add(viewModel.textProperty().get());
                    seen.add(viewModel.stateProperty().get().name());
                    seen.add(Double.toString(viewModel.progressProperty().get()));
                    viewModel.cancel();
                });
        session.openModel(Path.of("vim.pth"));

        session.images().add(List.of(Path.of("0.png")));

        assertThat(seen).containsExactly("Images: 1 of 2", "BUSY", "0.5");
        assertThat(viewModel.textProperty().get()).isEqualTo("Not analysed yet");
    }
}
