package org.mambascope.ui.quantise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.base.Progress;
import org.mambascope.experiment.run.Run;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.Method;
import org.mambascope.report.figure.HistogramFigure;
import org.mambascope.report.figure.LossFigure;
import org.mambascope.report.figure.TokenSqnrFigure;
import org.mambascope.ui.ChosenFiles;
import org.mambascope.ui.FakeBackend;
import org.mambascope.ui.Opened;
import org.mambascope.ui.control.Fact;
import org.mambascope.ui.plan.PlanRow;
import org.mambascope.ui.plan.PlanViewModel;
import org.mambascope.ui.run.Runs;
import org.mambascope.ui.session.Session;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

class QuantiseViewModelTest {
    @TempDir Path folder;

    private final FakeBackend backend = new FakeBackend();
    private final Session session = Opened.sample(backend);
    private final Runs runs = new Runs(session);
    private QuantiseViewModel quantise;
    private PlanViewModel plan;

    @BeforeEach
    void openWorkspace() {
        quantise =
                new QuantiseViewModel(
                        session, new ChosenFiles().folder(folder), runs, folder.resolve("runs"));
        quantise.open();
        plan = quantise.plan();
    }

    @Test
    @DisplayName("the plan has a row for the model, its 3 blocks and their 12 layers")
    void rows() {
        assertThat(plan.rows().getValue()).hasSize(1 + 3 + 12);
        assertThat(plan.rows().getValue().getFirst().sites()).hasSize(12);
    }

    @Test
    @DisplayName("fewer bits for one layer: its estimated SQNR falls; undone, all is as before")
    void lowersOneLayer() {
        PlanRow layer = layer(1, "x_proj");
        plan.selected().set(List.of(layer));
        double before = plan.estimates().signalToNoise(layer).orElseThrow();
        List<Fact> facts = quantise.whatIf().facts().getValue();

        plan.setActivationBits(layer, 2);

        assertThat(plan.estimates().signalToNoise(layer).orElseThrow()).isLessThan(before - 6);
        assertThat(quantise.whatIf().facts().getValue()).isNotEqualTo(facts);
        assertThat(plan.isOwn(layer)).isTrue();
        assertThat(plan.isOwn(layer(0, "x_proj"))).isFalse();

        plan.undo();

        assertThat(plan.estimates().signalToNoise(layer).orElseThrow()).isEqualTo(before);
        assertThat(plan.isOwn(layer)).isFalse();
        plan.redo();
        assertThat(plan.activationBits(layer)).isEqualTo(OptionalInt.of(2));
    }

    @Test
    @DisplayName(
            "what takes hours is asked about before it begins, and begins when the user says so")
    void asksAboutLongConversions() {
        backend.quantisingTakes(Duration.ofHours(5));

        quantise.conversion().run();

        assertThat(backend.plans()).isEmpty();
        LongConversion asked = quantise.conversion().question().getValue().orElseThrow();
        assertThat(asked.words()).contains("PTS + smoothing", "5 h");
        assertThat(quantise.conversion().latest().getValue()).isEmpty();

        asked.start().run();

        assertThat(backend.plans()).hasSize(1);
        assertThat(quantise.conversion().question().getValue()).isEmpty();
        assertThat(quantise.conversion().latest().getValue()).isPresent();
    }

    @Test
    @DisplayName("what takes minutes begins at once; its losses are of blocks, not of modules")
    void namesBlocks() {
        backend.quantisingTakes(Duration.ofMinutes(3));

        quantise.conversion().run();

        assertThat(quantise.conversion().latest().getValue()).isPresent();
        assertThat(quantise.conversion().losses().figure().getValue().orElseThrow().subtitle())
                .startsWith("Block 2 ");
    }

    @Test
    @DisplayName("what changes while a slider is held is one step to undo")
    void dragIsOneStep() {
        PlanRow layer = layer(1, "x_proj");
        plan.setDragging(true);
        plan.setWeightBits(layer, 6);
        plan.setWeightBits(layer, 7);
        plan.setWeightBits(layer, 8);
        plan.setDragging(false);

        plan.undo();

        assertThat(plan.weightBits(layer)).isEqualTo(OptionalInt.of(4));
        assertThat(plan.canUndo().getValue()).isFalse();
    }

    @Test
    @DisplayName("a slider of one of several chosen rows moves them all; reset takes them back")
    void changesSelection() {
        plan.selected().set(List.of(layer(1, "x_proj")));
        plan.selectKind();
        assertThat(plan.selected().get()).hasSize(3);

        plan.setWeightBits(layer(2, "x_proj"), 8);

        assertThat(plan.draft().getValue().bits().layers())
                .hasSize(3)
                .containsEntry("layers.0.mixer.x_proj", new LayerBits(8, 4));
        plan.reset();
        assertThat(plan.draft().getValue().bits()).isEqualTo(BitPlan.uniform(4, 4));
    }

    @Test
    @DisplayName("the model's slider leaves layers with bits of their own alone")
    void changesAll() {
        PlanRow own = layer(0, "in_proj");
        plan.selected().set(List.of());
        plan.setWeightBits(own, 8);

        plan.setWeightBits(plan.rows().getValue().getFirst(), 6);

        assertThat(plan.weightBits(own)).isEqualTo(OptionalInt.of(8));
        assertThat(plan.weightBits(layer(0, "x_proj"))).isEqualTo(OptionalInt.of(6));
        assertThat(plan.weightBits(plan.rows().getValue().get(1))).isEmpty();
    }

    @Test
    @DisplayName(
            "what-if shows what a method leaves of the chosen layer's tokens, as the column does")
    void whatIf() {
        PlanRow layer = layer(2, "out_proj");
        plan.selected().set(List.of(layer));
        TokenSqnrFigure figure =
                (TokenSqnrFigure) quantise.whatIf().tokens().figure().getValue().orElseThrow();

        assertThat(figure.method()).isEqualTo("PTS + smoothing");
        assertThat(figure.chosen()[0]).isGreaterThan(figure.plain()[0] + 10);
        assertThat(quantise.whatIf().facts().getValue().getLast().value())
                .isEqualTo("%.1f dB", plan.estimates().signalToNoise(layer).orElseThrow());

        plan.choose(Method.RTN);
        figure = (TokenSqnrFigure) quantise.whatIf().tokens().figure().getValue().orElseThrow();
        assertThat(figure.chosen()).isEqualTo(figure.plain());
    }

    @Test
    @DisplayName("drawn are the method's values and levels: another α spreads them otherwise")
    void drawsTheMethodsLevels() {
        plan.selected().set(List.of(layer(2, "out_proj")));
        HistogramFigure before = levels();
        assertThat(before.levels().orElseThrow()).hasSize(16).contains(0);

        plan.chooseAlpha(0.9);

        assertThat(levels().statistics().values().maximum())
                .isNotEqualTo(before.statistics().values().maximum());
        assertThat(levels().levels().orElseThrow()).isNotEqualTo(before.levels().orElseThrow());
    }

    private HistogramFigure levels() {
        return (HistogramFigure) quantise.whatIf().levels().figure().getValue().orElseThrow();
    }

    @Test
    @DisplayName("the column follows method and α; what is learned is not in it")
    void followsTheMethod() {
        PlanRow layer = layer(2, "out_proj");
        double smooth = plan.estimates().signalToNoise(layer).orElseThrow();

        plan.choose(Method.RTN);
        assertThat(plan.estimates().signalToNoise(layer).orElseThrow()).isLessThan(smooth - 3);

        plan.choose(Method.JLSS);
        assertThat(plan.estimates().signalToNoise(layer).orElseThrow()).isEqualTo(smooth);

        plan.choose(Method.ROTATED);
        assertThat(plan.estimates().signalToNoise(layer).orElseThrow()).isNotEqualTo(smooth);

        plan.choose(Method.PTS_SMOOTH);
        plan.chooseAlpha(0.9);
        assertThat(plan.estimates().signalToNoise(layer).orElseThrow()).isNotEqualTo(smooth);
    }

    @Test
    @DisplayName("a conversion shows each block's losses and becomes a run")
    void converts() {
        plan.choose(Method.JLSS);

        quantise.conversion().run();

        LossFigure losses =
                (LossFigure) quantise.conversion().losses().figure().getValue().orElseThrow();
        assertThat(losses.curves()).hasSize(3);
        assertThat(losses.curves().getLast().losses()).containsExactly(1.0, 0.5, 1.0 / 3);
        assertThat(runs.all()).extracting(Run::name).containsExactly("vim", "PTS + JLSS W4A4");
        assertThat(runs.all().getLast().made().bytes()).isEqualTo(1000);
        assertThat(quantise.conversion().running().getValue()).isEmpty();
    }

    @Test
    @DisplayName("a stopped conversion is no run; the same plan goes on from the same file")
    void stops() {
        int[] epochs = {0};
        backend.duringConversion(
                progress -> {
                    if (++epochs[0] == 4) {
                        session.jobs().all().getFirst().cancel();
                    }
                });

        quantise.conversion().run();

        assertThat(runs.all()).hasSize(1);
        assertThat(quantise.conversion().outcome().getValue()).contains("kept");
        backend.duringConversion(progress -> {});
        quantise.conversion().run();
        assertThat(runs.all()).hasSize(2);
        assertThat(backend.plans().getFirst()).isEqualTo(backend.plans().getLast());
    }

    @Test
    @DisplayName("a halted conversion waits, and can still be cancelled")
    void pauses() throws InterruptedException {
        boolean[] cancelled = {false};
        PausableProgress progress =
                new PausableProgress(
                        new Progress() {
                            @Override
                            public void report(long done, long total, String step) {
                                throw new AssertionError();
                            }

                            @Override
                            public boolean isCancelled() {
                                return cancelled[0];
                            }
                        });
        progress.setPaused(true);
        Thread work = new Thread(progress::isCancelled);
        work.start();
        work.join(150);
        assertThat(work.isAlive()).isTrue();

        progress.setPaused(false);
        work.join(2000);
        assertThat(work.isAlive()).isFalse();

        progress.setPaused(true);
        cancelled[0] = true;
        assertThat(progress.isCancelled()).isTrue();
    }

    @Test
    @DisplayName("the plan is saved, and what the conversion would be in a terminal is told")
    void savesAndTells() {
        plan.setWeightBits(layer(0, "in_proj"), 8);
        plan.save();

        assertThat(BitPlan.read(folder.resolve("pts-smooth-plan.json")))
                .isEqualTo(plan.draft().getValue().bits());
        assertThat(quantise.intended().inTerminal().orElseThrow())
                .startsWith("mambascope quantize vim.pth --method pts-smooth --weight-bits 4")
                .contains("--plan pts-smooth-plan.json", "--calibration 0.png", "--alpha 0.50");
    }

    private PlanRow layer(int block, String kind) {
        return plan.rows().getValue().stream()
                .filter(row -> row.level() == PlanRow.Level.LAYER)
                .filter(row -> row.name().equals(kind))
                .filter(row -> row.sites().getFirst().block() == block)
                .findFirst()
                .orElseThrow();
    }
}
