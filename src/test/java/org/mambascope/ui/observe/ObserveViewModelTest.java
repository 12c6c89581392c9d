package org.mambascope.ui.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.jfree.chart.plot.XYPlot;
import org.jfree.data.Range;
import org.junit.jupiter.api.Test;
import org.mambascope.activation.Measure;
import org.mambascope.experiment.run.QuantisationRecord;
import org.mambascope.quant.QuantisationJob;
import org.mambascope.quant.QuantisationResult;
import org.mambascope.quant.calibration.CalibrationChoice;
import org.mambascope.quant.calibration.CalibrationSource;
import org.mambascope.quant.estimate.BasisComparison.Basis;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.QuantisationPlan;
import org.mambascope.report.chart.FigureTheme;
import org.mambascope.report.figure.HistogramFigure;
import org.mambascope.report.figure.MeasuredSqnrFigure;
import org.mambascope.report.figure.OverlaidModel;
import org.mambascope.session.ObservedSource;
import org.mambascope.ui.ChosenFiles;
import org.mambascope.ui.FakeBackend;
import org.mambascope.ui.Opened;
import org.mambascope.ui.run.Runs;
import org.mambascope.ui.session.Session;
import org.mambascope.workflow.BasisQuestion;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

class ObserveViewModelTest {
    private final FakeBackend backend = new FakeBackend();
    private final Session session = Opened.sample(backend);
    private final ObserveViewModel viewModel =
            new ObserveViewModel(session, new ChosenFiles(), new Runs(session));

    @Test
    void saysInWordsWhereTheModelIsFragile() {
        assertThat(viewModel.finding().getValue())
                .contains("'s out_proj has the longest tail: kurtosis")
                .contains(" % of 200 resamples of the ");

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
        session.images().clear();

        assertThat(viewModel.hasObservation().getValue()).isFalse();
        assertThat(viewModel.canAnalyse().getValue()).isFalse();
        assertThat(viewModel.finding().getValue()).isEmpty();
    }

    @Test
    void scansAreLookedIntoOnlyWhenTheyAreToBeSeen() {
        viewModel.source().set(ObservedSource.SCANS);

        assertThat(viewModel.map().map().getValue().kinds())
                .containsExactly("delta", "B", "C", "h", "y");
        assertThat(viewModel.crumbs().getValue()).containsExactly("Block 2", "y", "output y");
        assertThat(viewModel.figures().named("token-range").figure().getValue()).isPresent();
        assertThat(viewModel.hasBases().getValue()).isFalse();
        assertThat(backend.analysed()).containsExactly(3, 3);

        viewModel.source().set(ObservedSource.ACTIVATIONS);
        viewModel.source().set(ObservedSource.SCANS);

        assertThat(backend.analysed()).as("remembered").containsExactly(3, 3);
    }

    @Test
    void anotherModelStandsBesideTheOpenOneOnTheSameAxesWithTheRatioOfEachToken() {
        assertThat(viewModel.hasComparison().getValue()).isFalse();
        assertThat(viewModel.others().named("long-tail").figure().getValue()).isEmpty();
        session.pinned().pin(Path.of("quantised.safetensors"));

        assertThat(viewModel.names().getValue()).containsExactly("vim", "quantised");
        assertThat(viewModel.isSideBySide().getValue()).isTrue();
        List<PointFigureViewModel> first = viewModel.figures().all();
        List<PointFigureViewModel> second = viewModel.others().all();
        for (int i = 0; i < first.size(); i++) {
            assertThat(ranges(second.get(i))).isEqualTo(ranges(first.get(i)));
        }
        MeasuredSqnrFigure ratio =
                (MeasuredSqnrFigure) viewModel.agreement().figure().getValue().orElseThrow();
        assertThat(ratio.decibels()).hasSize(17).containsOnly(20);

        viewModel.agreement().pick(4);

        assertThat(session.selection().tokenProperty().get()).isEqualTo(OptionalInt.of(4));
        viewModel.agreement().read(4, 0);
        assertThat(viewModel.agreement().subtitle().getValue())
                .isEqualTo("token 4 (row 1, column 0) · 20 dB");
    }

    @Test
    void whatQuantiseMadeCanBeChosenToCompareWith() {
        Runs runs = new Runs(session);
        ObserveViewModel withRuns = new ObserveViewModel(session, new ChosenFiles(), runs);
        assertThat(withRuns.runs()).isEmpty();
        runs.add(
                QuantisationRecord.of(
                        QuantisationPlan.of(Method.RTN, BitPlan.uniform(4, 4)),
                        Path.of("images"),
                        new CalibrationSource(OptionalInt.empty(), CalibrationChoice.FIRST, 0)),
                new QuantisationJob.Outcome(
                        new QuantisationResult(List.of(), List.of(), true, 1),
                        Path.of("rtn.safetensors"),
                        0));

        withRuns.pin(withRuns.runs().getFirst());

        assertThat(withRuns.names().getValue()).containsExactly("vim", "Round to nearest W4A4");
    }

    @Test
    void twoModelsStandOverEachOtherWhereTheUserWantsIt() {
        session.pinned().pin(Path.of("quantised.safetensors"));

        viewModel.sideBySide().set(false);

        assertThat(viewModel.names().getValue()).isEmpty();
        assertThat(viewModel.others().named("long-tail").figure().getValue()).isEmpty();
        HistogramFigure figure =
                (HistogramFigure) viewModel.figures().named("long-tail").figure().getValue().get();
        assertThat(figure.options().comparison().map(OverlaidModel::drawn)).contains(true);
    }

    @Test
    void anInputStandsBesideItselfInAnotherBasis() {
        session.options().bitsProperty().set(3);
        assertThat(backend.questions()).as("nobody asked").isEmpty();

        viewModel.basis().set(Basis.SMOOTHED);

        assertThat(viewModel.names().getValue()).containsExactly("as it is", "smoothed");
        assertThat(viewModel.agreement().figure().getValue()).isEmpty();
        assertThat(backend.questions())
                .containsExactly(new BasisQuestion(3, 0.5, Optional.empty()));

        session.options().alphaProperty().set(0.25);
        viewModel.map().move(-1, 0);

        assertThat(backend.questions())
                .contains(new BasisQuestion(3, 0.25, Optional.empty()))
                .hasSize(3);

        viewModel.basis().set(Basis.AS_IS);
        assertThat(viewModel.names().getValue()).isEmpty();
    }

    @Test
    void theScalesOfAQuantisedModelComeFirst() {
        session.pinned().pin(Path.of("quantised.safetensors"));

        viewModel.basis().set(Basis.SMOOTHED);

        assertThat(backend.questions())
                .containsExactly(
                        new BasisQuestion(4, 0.5, Optional.of(Path.of("quantised.safetensors"))));
    }

    private static List<Range> ranges(PointFigureViewModel card) {
        XYPlot plot = card.figure().getValue().orElseThrow().chart(FigureTheme.LIGHT).getXYPlot();
        return List.of(plot.getDomainAxis().getRange(), plot.getRangeAxis().getRange());
    }
}
