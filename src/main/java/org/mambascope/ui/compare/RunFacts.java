package org.mambascope.ui.compare;

import org.mambascope.experiment.benchmark.RunTime;
import org.mambascope.experiment.evaluation.Accuracy;
import org.mambascope.experiment.evaluation.Measure;
import org.mambascope.experiment.evaluation.PairedComparison;
import org.mambascope.experiment.evaluation.WilsonInterval;
import org.mambascope.experiment.run.Run;
import org.mambascope.experiment.run.Scores;
import org.mambascope.report.text.NumberFormatting;
import org.mambascope.ui.control.Fact;
import org.mambascope.ui.text.Numbers;
import org.mambascope.ui.text.Texts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is known of a run, or of the difference of two, as the inspector lists it. */
final class RunFacts {
    private RunFacts() {}

    /** All that was measured of a run. */
    static List<Fact> of(Run run, Optional<Run> original, boolean lost) {
        List<Fact> facts = new ArrayList<>();
        if (lost) {
            facts.add(new Fact(Texts.of("run.file"), Texts.of("run.lost"), true));
        }
        run.accuracy().ifPresent(found -> facts.addAll(accuracy(run, found)));
        run.scores().ifPresent(found -> facts.addAll(scores(found)));
        if (run.notNumbers() > 0) {
            facts.add(
                    new Fact(
                            Texts.of("run.unanswered"),
                            Texts.of("run.unanswered.value", run.notNumbers(), run.images()),
                            true));
        }
        run.overlap()
                .filter(found -> found.shared() > 0)
                .ifPresent(
                        found ->
                                facts.add(
                                        new Fact(
                                                Texts.of("run.overlap"),
                                                Texts.of(
                                                        "run.overlap.value",
                                                        found.shared(),
                                                        found.calibration()),
                                                true)));
        comparison(run, original).ifPresent(with -> facts.add(agreement(with)));
        run.speed().ifPresent(time -> facts.addAll(time(time)));
        if (hasNoSpeed(run)) {
            facts.add(Fact.of(Texts.of("run.time"), Texts.of("run.simulated")));
        }
        if (!Double.isNaN(run.made().seconds())) {
            Duration taken = Duration.ofMillis(Math.round(1000 * run.made().seconds()));
            facts.add(Fact.of(Texts.of("run.seconds"), Numbers.time(taken)));
        }
        facts.add(Fact.of(Texts.of("run.method"), run.made().method()));
        facts.add(Fact.of(Texts.of("run.computed"), computed(run)));
        return facts;
    }

    /** Difference between a run's predictions and the open model's. */
    static Optional<PairedComparison> comparison(Run run, Optional<Run> original) {
        return run.isOriginal() ? Optional.empty() : original.flatMap(run::comparedTo);
    }

    /** Arithmetic of a run's figures. */
    static String computed(Run run) {
        int integers = run.time().map(RunTime::integerLayers).orElse(0);
        return run.isOriginal()
                ? Texts.of("run.reference")
                : integers > 0 ? Texts.of("run.integers", integers) : Texts.of("run.simulated");
    }

    /** Whether it was timed, but as a simulation, whose time says nothing of the method's. */
    static boolean hasNoSpeed(Run run) {
        return run.time().isPresent() && run.speed().isEmpty();
    }

    /** Difference between two runs' predictions; empty before both were evaluated. */
    static List<Fact> difference(Run first, Run second) {
        return second.comparedTo(first)
                .map(
                        found ->
                                List.of(
                                        agreement(found),
                                        new Fact(
                                                Texts.of(
                                                        second.scores().isPresent()
                                                                ? "run.resampled"
                                                                : "run.mcnemar"),
                                                Texts.of("run.p", found.probability()),
                                                found.isSignificant())))
                .orElse(List.of());
    }

    private static Fact agreement(PairedComparison found) {
        return Fact.of(Texts.of("run.agreement"), Texts.of("run.percent", found.agreement()));
    }

    private static List<Fact> accuracy(Run run, Accuracy found) {
        WilsonInterval interval = run.interval().orElseThrow();
        return List.of(
                Fact.of(Texts.of("run.top1"), Texts.of("run.percent", found.top1())),
                Fact.of(
                        Texts.of("run.interval"),
                        Texts.of("run.interval.value", interval.low(), interval.high())),
                Fact.of(Texts.of("run.top5"), Texts.of("run.percent", found.top5())),
                Fact.of(Texts.of("run.images"), NumberFormatting.count(found.images())));
    }

    /** The interval is that of the first, which the task is known by. */
    private static List<Fact> scores(Scores found) {
        List<Fact> facts = new ArrayList<>();
        for (Measure measure : found.measures()) {
            facts.add(
                    Fact.of(
                            measure.words().replace(" %", ""),
                            Texts.of("run.percent", measure.value())));
            if (facts.size() == 1) {
                facts.add(
                        Fact.of(
                                Texts.of("run.interval"),
                                Texts.of("run.interval.value", measure.low(), measure.high())));
            }
        }
        facts.add(Fact.of(Texts.of("run.images"), NumberFormatting.count(found.images())));
        return facts;
    }

    private static List<Fact> time(RunTime time) {
        return List.of(
                Fact.of(
                        Texts.of("run.time"),
                        Texts.of("run.time.value", time.medianMs(), time.p95Ms())),
                Fact.of(Texts.of("run.spread"), Texts.of("run.spread.value", time.spreadMs())),
                Fact.of(
                        Texts.of("run.timed"),
                        Texts.of("run.timed.value", time.device(), time.batch())));
    }
}
