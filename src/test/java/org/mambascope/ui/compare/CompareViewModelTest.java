package org.mambascope.ui.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.djl.Device;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.experiment.run.Run;
import org.mambascope.image.content.ImageContents;
import org.mambascope.image.content.Overlap;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.Method;
import org.mambascope.report.figure.TradeOffFigure;
import org.mambascope.ui.ChosenFiles;
import org.mambascope.ui.FakeBackend;
import org.mambascope.ui.Opened;
import org.mambascope.ui.control.Fact;
import org.mambascope.ui.quantise.QuantiseViewModel;
import org.mambascope.ui.run.Runs;
import org.mambascope.ui.session.Session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Three images; the model is right about all, the first run about two, the second about one. */
class CompareViewModelTest {
    @TempDir Path folder;

    private final FakeBackend backend = new FakeBackend();
    private final Session session = Opened.sample(backend);
    private final Runs runs = new Runs(session);
    private CompareViewModel compare;
    private QuantiseViewModel quantise;

    @BeforeEach
    void makeTwoRuns() {
        ChosenFiles dialogs = new ChosenFiles().folder(folder);
        quantise = new QuantiseViewModel(session, dialogs, runs, folder.resolve("runs"));
        quantise.conversion().run();
        quantise.plan().choose(Method.RTN);
        quantise.conversion().run();
        compare = new CompareViewModel(session, dialogs, runs, quantise);
    }

    @Test
    @DisplayName("accuracy is measured of the model and all runs on the same images")
    void measuresAccuracy() {
        compare.measuring().accuracy();

        assertThat(runs.all())
                .extracting(run -> run.accuracy().orElseThrow().top1Hits())
                .containsExactly(3L, 2L, 1L);
        assertThat(compare.comparison(runs.all().get(0))).isEmpty();
        assertThat(compare.comparison(runs.all().get(2)).orElseThrow().agreement())
                .isEqualTo(100.0 / 3);
    }

    @Test
    @DisplayName("only chosen runs are measured, and the model with them")
    void measuresChosen() {
        compare.chosen().numbers().set(List.of(runs.all().get(2).number()));

        compare.measuring().accuracy();

        assertThat(runs.all().get(1).accuracy()).isEmpty();
        assertThat(runs.all().get(2).accuracy().orElseThrow().top1Hits()).isEqualTo(2);
    }

    @Test
    @DisplayName("calibration images that are test images are told beside the accuracy")
    void tellsOverlap() {
        backend.seesOnly(ImageContents.of(1, 2, 3));
        compare.measuring().accuracy();
        compare.chosen().numbers().set(List.of(runs.all().get(1).number()));

        assertThat(runs.all().getFirst().overlap()).isEmpty();
        assertThat(runs.all().get(1).overlap()).contains(new Overlap(3, 3, 3));
        assertThat(compare.chosen().facts().getValue())
                .contains(new Fact("Calibrated with test images", "3 of 3", true));
    }

    @Test
    @DisplayName("time is told against the model's")
    void measuresTime() {
        compare.measuring().time();

        assertThat(compare.speedUp(runs.all().get(2))).hasValue(4.0);
        assertThat(compare.speedUp(runs.all().getFirst())).hasValue(1.0);
    }

    @Test
    @DisplayName("two chosen runs are tested against each other, with the images they differ in")
    void comparesTwo() {
        compare.measuring().accuracy();

        compare.chosen()
                .numbers()
                .set(List.of(runs.all().get(0).number(), runs.all().get(2).number()));

        assertThat(compare.chosen().verdict().getValue()).contains("may be chance");
        assertThat(compare.chosen().facts().getValue())
                .contains(new Fact("McNemar", "p = 0.500", false));
        assertThat(compare.disagreement().changed().getValue())
                .extracting(ChangedImage::before, ChangedImage::after, ChangedImage::better)
                .containsExactly(tuple("a", "j", false), tuple("b", "j", false));
    }

    @Test
    @DisplayName("three images prove nothing: the chart joins no models by them")
    void showsTradeOff() {
        compare.measuring().accuracy();
        compare.measuring().time();
        compare.tradeOff().againstTime().set(true);

        TradeOffFigure figure =
                (TradeOffFigure) compare.tradeOff().card().figure().getValue().orElseThrow();

        assertThat(figure.models()).hasSize(3);
        assertThat(figure.front())
                .extracting(TradeOffFigure.Model::name)
                .containsExactly(runs.all().get(2).name());
    }

    @Test
    @DisplayName("a run is renamed, annotated and removed; the model itself stays")
    void namesAndRemoves() {
        compare.chosen().call(runs.all().get(1), "mine", "a note");
        compare.chosen().numbers().set(runs.all().stream().map(Run::number).toList());
        assertThat(runs.all().get(1).name()).isEqualTo("mine");
        assertThat(runs.all().get(1).note()).isEqualTo("a note");

        compare.chosen().remove();

        assertThat(runs.all()).extracting(Run::isOriginal).containsExactly(true);
    }

    @Test
    @DisplayName("a cell of the confusion matrix leaves the changed images that came to it")
    void filtersByConfusion() {
        compare.measuring().accuracy();
        compare.chosen()
                .numbers()
                .set(List.of(runs.all().get(0).number(), runs.all().get(2).number()));

        ConfusionPair pair = compare.disagreement().confusion().getValue().orElseThrow();
        assertThat(pair.before()[1][1]).isEqualTo(1);
        assertThat(pair.after()[1][1]).isZero();
        assertThat(pair.after()[1][9]).isEqualTo(1);
        assertThat(compare.disagreement().changed().getValue()).hasSize(2);

        compare.disagreement().cell().set(Optional.of(new ConfusionPair.Cell(1, 9)));

        assertThat(compare.disagreement().changed().getValue())
                .extracting(ChangedImage::label)
                .containsExactly("b");
    }

    @Test
    @DisplayName("hidden runs are out of the chart and come back")
    void hides() {
        compare.measuring().accuracy();
        compare.chosen().numbers().set(List.of(runs.all().get(1).number()));

        compare.chosen().hide();
        TradeOffFigure figure =
                (TradeOffFigure) compare.tradeOff().card().figure().getValue().orElseThrow();
        assertThat(figure.models()).hasSize(2);

        compare.chosen().showAll();
        figure = (TradeOffFigure) compare.tradeOff().card().figure().getValue().orElseThrow();
        assertThat(figure.models()).hasSize(3);
    }

    @Test
    @DisplayName("time is measured on the chosen device with the chosen batch, which is told")
    void measuresTimeElsewhere() {
        compare.measuring().devices().set(backend.devices());
        compare.measuring().device().set(Device.gpu(0));
        compare.measuring().batch().set(8);
        compare.chosen().numbers().set(List.of(runs.all().get(1).number()));

        compare.measuring().time();

        assertThat(backend.timedOn()).containsExactly(Device.gpu(0));
        assertThat(compare.chosen().facts().getValue())
                .contains(Fact.of("Timed on", "gpu0, batch 8"));
        assertThat(compare.measuring().timeInTerminal().orElseThrow())
                .contains("--batch 8")
                .contains("--device gpu0");
    }

    @Test
    @DisplayName("a batch's time counts for each of its images in the chart")
    void dividesByTheBatch() {
        compare.measuring().batch().set(8);
        compare.measuring().accuracy();
        compare.measuring().time();
        compare.tradeOff().againstTime().set(true);

        TradeOffFigure figure =
                (TradeOffFigure) compare.tradeOff().card().figure().getValue().orElseThrow();

        assertThat(figure.models()).extracting(TradeOffFigure.Model::cost).contains(10 / 8.0);
    }

    @Test
    @DisplayName("a run whose file is gone says so, and is made again under its name and note")
    void makesAgain() throws IOException {
        compare.chosen().call(runs.all().get(1), "mine", "a note");
        compare.measuring().accuracy();
        Run before = runs.all().get(1);
        quantise.plan().choose(Method.DYNAMIC);
        quantise.plan().use(BitPlan.uniform(2, 2));
        Files.delete(before.made().file());
        compare.chosen().numbers().set(List.of(before.number()));
        assertThat(compare.lost().getValue()).contains(before.number());
        assertThat(compare.chosen().facts().getValue())
                .contains(new Fact("File", "missing: make it again", true));

        compare.chosen().makeAgain();

        Run again = runs.all().get(1);
        assertThat(backend.plans().getLast())
                .isEqualTo(before.made().origin().orElseThrow().plan());
        assertThat(again.made().file()).isEqualTo(before.made().file()).exists();
        assertThat(again.number()).isEqualTo(before.number());
        assertThat(again.name()).isEqualTo("mine");
        assertThat(again.note()).isEqualTo("a note");
        assertThat(again.made().origin()).isEqualTo(before.made().origin());
        assertThat(again.accuracy()).isEmpty();
        assertThat(compare.lost().getValue()).doesNotContain(before.number());
        assertThat(runs.all()).hasSize(3);
    }

    @Test
    @DisplayName("a run of a session that came from elsewhere is made in this program's folder")
    void makesAgainElsewhere() throws IOException {
        Run run = runs.all().get(1);
        Path file = folder.resolve("moved.mambascope");
        session.files().save(file, () -> {});
        String before = run.made().file().toUri().toString();
        Files.writeString(
                file, Files.readString(file).replace(before, "file:///elsewhere/vim.safetensors"));
        session.openSession(file);
        assertThat(runs.all().get(1).made().file()).hasFileName("vim.safetensors");
        assertThat(compare.lost().getValue()).contains(run.number());
        compare.chosen().numbers().set(List.of(run.number()));

        compare.chosen().makeAgain();

        assertThat(runs.all()).hasSize(3);
        assertThat(runs.all().get(1).made().file()).startsWithRaw(folder).exists();
        assertThat(compare.lost().getValue()).doesNotContain(run.number());
    }
}
