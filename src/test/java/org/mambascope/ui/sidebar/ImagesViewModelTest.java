package org.mambascope.ui.sidebar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mambascope.ui.ChosenFiles;
import org.mambascope.ui.FakeBackend;
import org.mambascope.ui.Opened;
import org.mambascope.ui.session.Session;

import java.nio.file.Path;

class ImagesViewModelTest {
    private final Session session = Opened.nothing(new FakeBackend());
    private final ChosenFiles dialogs = new ChosenFiles();
    private final ImagesViewModel viewModel = new ImagesViewModel(session, dialogs);

    @Test
    void addsWhatTheUserChooses() {
        dialogs.images(Path.of("0.png"), Path.of("1.png")).folder(Path.of("folder"));

        viewModel.addFiles();
        viewModel.addFolder();

        assertThat(viewModel.pictures().getValue())
                .extracting("name")
                .containsExactly("folder", "0.png", "1.png");
        assertThat(viewModel.count().getValue()).isEqualTo("3");
    }

    @Test
    void anAbandonedDialogChangesNothing() {
        viewModel.addFiles();
        viewModel.addFolder();

        assertThat(session.imagesProperty().get()).isEmpty();
    }

    @Test
    void saysHowManyOfManyAreAnalysed() {
        session.sampleSizeProperty().set(1);
        dialogs.images(Path.of("0.png"), Path.of("1.png"));

        viewModel.addFiles();

        assertThat(viewModel.count().getValue()).isEqualTo("1 of 2");
    }

    @Test
    void movesWithinTheImages() {
        dialogs.images(Path.of("0.png"), Path.of("1.png"));
        viewModel.addFiles();

        viewModel.move(1);
        viewModel.move(4);

        assertThat(viewModel.chosen().get()).isEqualTo(1);
    }

    @Test
    void forgetsThem() {
        dialogs.images(Path.of("0.png"));
        viewModel.addFiles();

        viewModel.clear();

        assertThat(viewModel.pictures().getValue()).isEmpty();
    }
}
