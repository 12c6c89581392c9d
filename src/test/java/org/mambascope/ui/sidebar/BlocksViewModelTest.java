package org.mambascope.ui.sidebar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mambascope.model.ObservationPoint;
import org.mambascope.ui.FakeBackend;
import org.mambascope.ui.Opened;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.sidebar.BlocksViewModel.Block;

import java.nio.file.Path;

class BlocksViewModelTest {
    @Test
    void listsBlocksBeforeAnythingWasAnalysed() {
        Session session = Opened.nothing(new FakeBackend());
        BlocksViewModel viewModel = new BlocksViewModel(session);

        session.openModel(Path.of("vim.pth"));

        assertThat(viewModel.blocks().getValue()).extracting(Block::index).containsExactly(0, 1, 2);
        assertThat(viewModel.blocks().getValue()).extracting(Block::bar).containsOnly(0.0);
        assertThat(viewModel.chosen().getValue()).isEqualTo(-1);
    }

    @Test
    void drawsTheLongestBarForTheMostFragileBlock() {
        BlocksViewModel viewModel = new BlocksViewModel(Opened.sample(new FakeBackend()));

        assertThat(viewModel.blocks().getValue()).filteredOn(Block::most).hasSize(1);
        assertThat(viewModel.blocks().getValue())
                .allSatisfy(block -> assertThat(block.bar()).isBetween(0.02, 1.0))
                .filteredOn(Block::most)
                .first()
                .returns(1.0, Block::bar);
        assertThat(viewModel.caption().getValue()).isEqualTo("largest kurtosis");
    }

    @Test
    void anotherBlockShowsItsLayerOfTheSameKind() {
        Session session = Opened.sample(new FakeBackend());
        BlocksViewModel viewModel = new BlocksViewModel(session);
        Block other =
                viewModel.blocks().getValue().stream()
                        .filter(block -> block.index() != viewModel.chosen().getValue())
                        .findFirst()
                        .orElseThrow();

        viewModel.choose(other);

        ObservationPoint point = session.selection().pointProperty().get().orElseThrow();
        assertThat(point.block()).isEqualTo(other.index());
        assertThat(point.kind()).isEqualTo("out_proj");
    }
}
