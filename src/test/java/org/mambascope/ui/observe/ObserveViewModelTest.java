package org.mambascope.ui.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mambascope.activation.Measure;
import org.mambascope.ui.ChosenFiles;
import org.mambascope.ui.FakeBackend;
import org.mambascope.ui.Opened;
import org.mambascope.ui.session.Session;

class ObserveViewModelTest {
    private final FakeBackend backend = new FakeBackend();
    private final Session session = Opened.sample(backend);
    private final ObserveViewModel viewModel = new ObserveViewModel(session, new ChosenFiles());

    @Test
    void saysInWordsWhereTheModelIsFragile() {
        assertThat(viewModel.finding().getValue())
                .contains("'s out_proj has the longest tail: kurtosis");

        viewModel.measure().set(Measure.OUTLIER_RATIO);

        assertThat(viewModel.finding().getValue()).contains("has the strongest outlier");
    }

    @Test
    void namesWhatIsShown() {
        assertThat(viewModel.crumbs().getValue()).element(1).isEqualTo("out_proj");
        assertThat(viewModel.shape().getValue()).isEqualTo("17 tokens × 24 channels");
    }

    @Test
    void analysesAgainOnDemand() {
        assertThat(viewModel.canAnalyse().getValue()).isTrue();

        viewModel.analyse();

        assertThat(backend.analysed()).containsExactly(3, 3);
    }

    @Test
    void hasNothingToObserveWithoutImages() {
        session.clearImages();

        assertThat(viewModel.hasObservation().getValue()).isFalse();
        assertThat(viewModel.canAnalyse().getValue()).isFalse();
        assertThat(viewModel.finding().getValue()).isEmpty();
    }
}
