package org.mambascope.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.base.Problem;
import org.mambascope.base.Progress;
import org.mambascope.experiment.evaluation.LayerSensitivity;
import org.mambascope.experiment.search.CostKind;
import org.mambascope.experiment.search.FoundPlan;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LoadedModel;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.LearningSetting;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.QuantisationPlan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** Layers tried one by one, and the plans that are found among them. */
class PlanSearchesTest {
    private static final LayerBits EIGHT = new LayerBits(8, 8);
    private static final LayerBits FOUR = new LayerBits(4, 4);
    private static final QuantisationPlan OPEN =
            QuantisationPlan.of(Method.PTS, BitPlan.uniform(16, 16));

    @TempDir private static Path folder;
    private static TinyStudy study;

    @BeforeAll
    static void prepare() throws IOException {
        study = TinyStudy.in(folder);
    }

    private static LayerTrials trials(LoadedModel model, QuantisationPlan plan) {
        return new LayerTrials(model, plan, study.set(model));
    }

    private static PlanSearches searches(LayerTrials trials) {
        return PlanSearches.of(
                study.original(),
                trials,
                trials.layers(List.of(FOUR, EIGHT), width -> Progress.NONE),
                EnumSet.of(CostKind.SIZE, CostKind.OPERATIONS),
                1,
                Progress.NONE);
    }

    @Test
    @DisplayName("the original costs its file and 32 × 32 bits a multiplication, w8a8 a sixteenth")
    void costsTheOriginal() {
        try (LoadedModel model = study.open()) {
            PlanSearches searches = searches(trials(model, OPEN));
            double multiplications =
                    model.network().layers().stream().mapToDouble(PlanSearchesTest::count).sum();

            assertThat(searches.offered().keySet()).containsExactly(FOUR, EIGHT);
            assertThat(searches.ofOriginal(CostKind.SIZE))
                    .isEqualTo(study.original().file().toFile().length());
            assertThat(searches.ofOriginal(CostKind.OPERATIONS))
                    .isEqualTo(32 * 32 * multiplications);
            assertThat(searches.at(EIGHT, CostKind.OPERATIONS, Progress.NONE))
                    .isEqualTo(8 * 8 * multiplications);
            assertThat(searches.at(FOUR, CostKind.SIZE, Progress.NONE))
                    .isLessThan(searches.at(EIGHT, CostKind.SIZE, Progress.NONE));
        }
    }

    private static double count(LayerSite site) {
        return (double) site.order().length() * site.inputChannels() * site.outputChannels();
    }

    @Test
    @DisplayName("a budget that no plan meets is refused before a layer is measured")
    void refusesUnreachableBudgets() {
        try (LoadedModel model = study.open()) {
            PlanSearches searches = searches(trials(model, OPEN));
            double least = searches.at(FOUR, CostKind.OPERATIONS, Progress.NONE);
            List<String> steps = new ArrayList<>();
            Progress measuring = (done, total, step) -> steps.add(step);

            assertThatThrownBy(
                            () ->
                                    searches.measured(
                                            study.evaluation(model),
                                            TinyStudy.IMAGES,
                                            progress -> study.original().open(study::set, progress),
                                            Map.of(CostKind.OPERATIONS, least - 1),
                                            measuring))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("which the cheapest bits cost");
            assertThat(steps).isEmpty();
        }
    }

    @Test
    @DisplayName("the plan that is found meets its budget, and its conversion learns what it may")
    void findsAndConverts() {
        try (LoadedModel model = study.open()) {
            PlanSearches searches = searches(trials(model, OPEN));
            PlanSearch search =
                    searches.measured(
                            study.evaluation(model),
                            TinyStudy.IMAGES,
                            progress -> study.original().open(study::set, progress),
                            Map.of(),
                            Progress.NONE);
            Map<CostKind, Double> budget =
                    Map.of(
                            CostKind.OPERATIONS,
                            (search.least(CostKind.OPERATIONS) + search.most(CostKind.OPERATIONS))
                                    / 2);
            QuantisationPlan learned =
                    QuantisationPlan.of(Method.JLSS, BitPlan.uniform(16, 16))
                            .with(LearningSetting.DEFAULT.withEpochs(1));

            FoundPlan found = search.find(budget, Progress.NONE);
            FoundPlan converted = search.convert(found, learned, 1, Progress.NONE);

            assertThat(search.original(CostKind.OPERATIONS))
                    .isEqualTo(searches.ofOriginal(CostKind.OPERATIONS));
            assertThat(found.costs().get(CostKind.OPERATIONS))
                    .isLessThanOrEqualTo(budget.get(CostKind.OPERATIONS));
            assertThat(search.preview(budget).steps()).isNotEmpty();
            assertThat(converted.converted())
                    .singleElement()
                    .satisfies(
                            each -> {
                                assertThat(each.method()).isEqualTo(Method.JLSS.words());
                                assertThat(each.bits()).isEqualTo(found.bits());
                            });
        }
    }

    @Test
    @DisplayName("the window ranks layers as the trials do, by what a method starts from to learn")
    void ranksLayers() {
        QuantisationPlan learning = QuantisationPlan.of(Method.JLSS, BitPlan.uniform(4, 4));
        try (LoadedModel model = study.open()) {
            List<LayerSensitivity> ranking =
                    trials(model, learning)
                            .sensitivity(
                                    study.evaluation(model),
                                    TinyStudy.IMAGES,
                                    Progress.NONE,
                                    Progress.NONE);
            List<LayerSensitivity> window =
                    new LocalWorkbench()
                            .sensitivity(
                                    new LayerStudy(
                                            model,
                                            learning,
                                            study.calibration(),
                                            List.of(study.images()),
                                            TinyStudy.IMAGES),
                                    Progress.NONE);

            assertThat(ranking)
                    .extracting(LayerSensitivity::layer)
                    .containsExactlyInAnyOrderElementsOf(
                            model.network().layers().stream().map(LayerSite::name).toList());
            assertThat(ranking)
                    .isSortedAccordingTo(
                            (one, other) ->
                                    Double.compare(
                                            one.comparison().signalToNoise(),
                                            other.comparison().signalToNoise()));
            assertThat(window).isEqualTo(ranking);
        }
    }
}
