package org.mambascope.experiment.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.base.Problem;
import org.mambascope.experiment.search.SensitivityTable.Choice;
import org.mambascope.experiment.search.SensitivityTable.Row;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LayerBits;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

class SearchTrajectoryTest {
    private static final LayerBits W2 = new LayerBits(2, 8);
    private static final LayerBits W4 = new LayerBits(4, 8);
    private static final LayerBits W8 = new LayerBits(8, 8);

    private static Map<CostKind, Double> size(double bytes) {
        return Map.of(CostKind.SIZE, bytes);
    }

    private static Row row(String name, double size, double... losses) {
        return new Row(
                name,
                List.of(
                        new Choice(W2, size(2 * size), losses[0]),
                        new Choice(W4, size(4 * size), losses[1]),
                        new Choice(W8, size(8 * size), losses[2])));
    }

    @Test
    @DisplayName("the layer that loses least for what it saves gives its bits first")
    void exchangesByLossPerSavedByte() {
        SensitivityTable table =
                new SensitivityTable(
                        List.of(
                                row("calm", 10, 0.05, 0.002, 0.001),
                                row("fragile", 10, 0.9, 0.4, 0.001)));

        SearchTrajectory path = SearchTrajectory.into(table, size(100), size(100 + 120));

        assertThat(path.steps())
                .extracting(SearchStep::layer, SearchStep::from, SearchStep::to, SearchStep::costs)
                .containsExactly(tuple("calm", W8, W4, size(220)));
        assertThat(path.plan(0)).isEqualTo(new BitPlan(W8, Map.of()));
        assertThat(path.plan(1).of("calm")).isEqualTo(W4);
        assertThat(path.plan(1).of("fragile")).isEqualTo(W8);
        assertThat(path.predicted(1)).isCloseTo(-10 * Math.log10(0.003), within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.4, 0.5, 0.62, 0.75, 0.9, 1})
    @DisplayName("of six layers at three widths the loss is the least that any plan has")
    void isOptimal(double share) {
        Random random = new Random(Double.doubleToLongBits(share));
        for (int trial = 0; trial < 20; trial++) {
            List<Row> rows = new ArrayList<>();
            for (int layer = 0; layer < 6; layer++) {
                double loss = random.nextDouble();
                rows.add(
                        row(
                                "layer " + layer,
                                1 + random.nextInt(20),
                                loss,
                                loss * random.nextDouble(),
                                loss * random.nextDouble() * 0.1));
            }
            SensitivityTable table = new SensitivityTable(rows);
            double budget =
                    Math.max(table.leastCost(CostKind.SIZE), share * table.mostCost(CostKind.SIZE));

            SearchTrajectory path = SearchTrajectory.into(table, size(0), size(budget));
            int last = path.steps().size();

            assertThat(path.cost(last, CostKind.SIZE)).isLessThanOrEqualTo(budget);
            assertThat(table.loss(path.bits(last)))
                    .isCloseTo(bruteForce(rows, 0, budget), within(1e-12));
        }
    }

    private static double bruteForce(List<Row> rows, int first, double budget) {
        if (first == rows.size()) {
            return 0;
        }
        double best = Double.POSITIVE_INFINITY;
        for (Choice choice : rows.get(first).choices()) {
            if (choice.cost(CostKind.SIZE) <= budget) {
                best =
                        Math.min(
                                best,
                                choice.loss()
                                        + bruteForce(
                                                rows,
                                                first + 1,
                                                budget - choice.cost(CostKind.SIZE)));
            }
        }
        return best;
    }

    @Test
    @DisplayName("every plan after the descent meets the budget, and so many layers are no trouble")
    void staysWithin() {
        Random random = new Random(5);
        List<Row> rows = new ArrayList<>();
        for (int layer = 0; layer < 150; layer++) {
            double loss = random.nextDouble();
            rows.add(
                    row(
                            "layer " + layer,
                            1000 * (1 + random.nextDouble()),
                            loss,
                            loss * random.nextDouble(),
                            loss * random.nextDouble() * 0.1));
        }
        SensitivityTable table = new SensitivityTable(rows);
        double budget = 0.55 * table.mostCost(CostKind.SIZE);

        SearchTrajectory path = SearchTrajectory.into(table, size(0), size(budget));

        assertThat(path.cost(path.descent() - 1, CostKind.SIZE)).isGreaterThan(budget);
        for (int taken = path.descent(); taken <= path.steps().size(); taken++) {
            assertThat(path.cost(taken, CostKind.SIZE)).isLessThanOrEqualTo(budget);
        }
        assertThat(path.predicted(path.steps().size()))
                .isGreaterThanOrEqualTo(path.predicted(path.descent()));
    }

    @Test
    @DisplayName("a width that costs more and loses more than another is never taken")
    void leavesOutTheBeaten() {
        Row row = row("odd", 10, 0.5, 0.1, 0.2);

        assertThat(row.choices()).extracting(Choice::bits).containsExactly(W2, W4);
        assertThat(row.best().bits()).isEqualTo(W4);
    }

    @Test
    @DisplayName("a budget below the narrowest bits is refused with what they cost")
    void refuses() {
        SensitivityTable table = new SensitivityTable(List.of(row("calm", 10, 0.05, 0.002, 0.001)));

        assertThatThrownBy(() -> SearchTrajectory.into(table, size(100), size(119)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("at least 120")
                .hasMessageContaining("119");
    }

    /** What is small is slow: two bits cost the least bytes and the most time. */
    private static Row slowRow(String name, double size, double time, double... losses) {
        return new Row(
                name,
                List.of(
                        new Choice(W2, both(2 * size, 3 * time), losses[0]),
                        new Choice(W4, both(4 * size, 2 * time), losses[1]),
                        new Choice(W8, both(8 * size, time), losses[2])));
    }

    private static Map<CostKind, Double> both(double bytes, double milliseconds) {
        return Map.of(CostKind.SIZE, bytes, CostKind.LATENCY, milliseconds);
    }

    private static List<Row> slowRows(int layers, Random random) {
        List<Row> rows = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            double loss = random.nextDouble();
            rows.add(
                    slowRow(
                            "layer " + layer,
                            1 + random.nextInt(20),
                            1 + random.nextInt(3),
                            loss,
                            loss * random.nextDouble(),
                            loss * random.nextDouble() * 0.1));
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    @DisplayName("within two budgets at once the loss is the least that any plan has, or none has")
    void isOptimalWithinTwo(long seed) {
        Random random = new Random(seed);
        int met = 0;
        for (int trial = 0; trial < 20; trial++) {
            List<Row> rows = slowRows(6, random);
            SensitivityTable table = new SensitivityTable(rows);
            double bytes = between(random, table, CostKind.SIZE);
            double time = between(random, table, CostKind.LATENCY);
            double best = bruteForce(rows, 0, bytes, time);
            if (Double.isInfinite(best)) {
                assertThatThrownBy(
                                () -> SearchTrajectory.into(table, both(0, 0), both(bytes, time)))
                        .isInstanceOf(Problem.class)
                        .hasMessageContaining("together");
                continue;
            }
            met++;

            SearchTrajectory path = SearchTrajectory.into(table, both(0, 0), both(bytes, time));
            int last = path.steps().size();

            assertThat(path.cost(last, CostKind.SIZE)).isLessThanOrEqualTo(bytes);
            assertThat(path.cost(last, CostKind.LATENCY)).isLessThanOrEqualTo(time);
            assertThat(table.loss(path.bits(last))).isCloseTo(best, within(1e-12));
        }
        assertThat(met).isGreaterThan(5);
    }

    /** Somewhere between the cheapest and the dearest bits. */
    private static double between(Random random, SensitivityTable table, CostKind bound) {
        double most =
                table.rows().stream()
                        .mapToDouble(
                                row ->
                                        row.choices().stream()
                                                .mapToDouble(choice -> choice.cost(bound))
                                                .max()
                                                .orElseThrow())
                        .sum();
        double least = table.leastCost(bound);
        return least + random.nextDouble() * (most - least);
    }

    private static double bruteForce(List<Row> rows, int first, double bytes, double time) {
        if (first == rows.size()) {
            return 0;
        }
        double best = Double.POSITIVE_INFINITY;
        for (Choice choice : rows.get(first).choices()) {
            double bytesLeft = bytes - choice.cost(CostKind.SIZE);
            double timeLeft = time - choice.cost(CostKind.LATENCY);
            if (bytesLeft >= 0 && timeLeft >= 0) {
                best =
                        Math.min(
                                best,
                                choice.loss() + bruteForce(rows, first + 1, bytesLeft, timeLeft));
            }
        }
        return best;
    }

    @Test
    @DisplayName("many layers with two budgets end near the least loss that one alone allows")
    void staysWithinTwo() {
        SensitivityTable table = new SensitivityTable(slowRows(150, new Random(7)));
        double bytes = 0.7 * table.mostCost(CostKind.SIZE);
        SearchTrajectory alone = SearchTrajectory.into(table, both(0, 0), size(bytes));
        double time = 1.02 * alone.cost(alone.steps().size(), CostKind.LATENCY);

        SearchTrajectory path = SearchTrajectory.into(table, both(0, 0), both(bytes, time));
        int last = path.steps().size();

        assertThat(path.cost(last, CostKind.SIZE)).isLessThanOrEqualTo(bytes);
        assertThat(path.cost(last, CostKind.LATENCY)).isLessThanOrEqualTo(time);
        assertThat(path.predicted(last))
                .isCloseTo(alone.predicted(alone.steps().size()), within(0.2));
    }

    @Test
    @DisplayName("a width that is small but slow stays as long as time may be bounded")
    void keepsWhatIsBetterInSomeWay() {
        Row row = slowRow("any", 10, 1, 0.5, 0.5, 0.1);

        assertThat(row.choices()).extracting(Choice::bits).containsExactly(W2, W4, W8);
    }
}
