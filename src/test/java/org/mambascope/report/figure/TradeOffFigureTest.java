package org.mambascope.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.mambascope.experiment.benchmark.RunTime;
import org.mambascope.experiment.evaluation.PredictedClasses;
import org.mambascope.experiment.evaluation.WilsonInterval;
import org.mambascope.experiment.run.Asked;
import org.mambascope.experiment.run.Run;
import org.mambascope.experiment.run.RunModel;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

public class TradeOffFigureTest {
    public static final BiPredicate<TradeOffFigure.Model, TradeOffFigure.Model> APART =
            (one, other) -> one.low() > other.high();

    private static final int IMAGES = 100;

    @Test
    void aFrontDoesNotLeadOverADifferenceThatMayBeChance() {
        Run nearest = run(1, 400_000, 59, 0);
        Run learned = run(2, 450_000, 88, 0);
        Run original = run(Run.ORIGINAL, 1_350_000, 90, 0);

        TradeOffFigure figure =
                TradeOffFigure.ofRuns(List.of(original, nearest, learned), false).orElseThrow();

        assertThat(figure.front())
                .extracting(TradeOffFigure.Model::name)
                .containsExactly("run 1", "run 2");
    }

    @Test
    void aFrontLeadsOverADifferenceOfTheSameImagesThoughTheIntervalsOverlap() {
        Run cheap = run(1, 400_000, 80, 0);
        Run dear = run(Run.ORIGINAL, 1_350_000, 88, 0);

        TradeOffFigure figure = TradeOffFigure.ofRuns(List.of(dear, cheap), false).orElseThrow();

        assertThat(figure.models().getFirst().low()).isLessThan(figure.models().getLast().high());
        assertThat(figure.front()).hasSize(2);
    }

    @Test
    void eachModelHasItsWilsonInterval() {
        TradeOffFigure figure =
                TradeOffFigure.ofRuns(List.of(run(1, 400_000, 88, 0)), false).orElseThrow();

        WilsonInterval interval = WilsonInterval.of(88, IMAGES);
        TradeOffFigure.Model model = figure.models().getFirst();
        assertThat(model.low()).isCloseTo(interval.low(), within(1e-9));
        assertThat(model.high()).isCloseTo(interval.high(), within(1e-9));
        assertThat(model.cost()).isEqualTo(0.4);
    }

    @Test
    void theTimeOfASimulationIsNoSpeed() {
        Run original = run(Run.ORIGINAL, 1_350_000, 90, 0);
        Run simulated = run(1, 450_000, 88, 0);
        Run integers = run(2, 600_000, 89, 48);

        TradeOffFigure figure =
                TradeOffFigure.ofRuns(List.of(original, simulated, integers), true).orElseThrow();

        assertThat(figure.models())
                .extracting(TradeOffFigure.Model::name)
                .containsExactly("run 0", "run 2");
        assertThat(simulated.speed()).isEmpty();
        assertThat(simulated.speedUp(original)).isEmpty();
        assertThat(integers.speedUp(original)).hasValue(1.0);
    }

    /** The first so many of a hundred images right. */
    private static Run run(int number, long bytes, int right, int integerLayers) {
        int[] chosen = IntStream.range(0, IMAGES).map(image -> image < right ? 0 : 1).toArray();
        RunModel made =
                new RunModel(
                        Path.of("file" + number), "method", "W4A4", bytes, 1, 1, Optional.empty());
        return Run.of(number, "run " + number, made)
                .answering(
                        new Asked(
                                Optional.of(
                                        new PredictedClasses(
                                                IntStream.range(0, IMAGES).toArray(),
                                                new int[IMAGES],
                                                chosen,
                                                IMAGES,
                                                0,
                                                1,
                                                Double.NaN)),
                                Optional.empty(),
                                Optional.empty()))
                .timed(Optional.of(new RunTime("cpu", 1, integerLayers, 3, 4, 0.1)));
    }
}
