package org.mambascope.ui.session;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;

import org.junit.jupiter.api.Test;
import org.mambascope.activation.AnalysisResult;
import org.mambascope.activation.Measure;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ObservationPoint;
import org.mambascope.session.ImageScope;
import org.mambascope.session.ObservedSource;
import org.mambascope.ui.FakeBackend;
import org.mambascope.ui.FakeMamba;
import org.mambascope.ui.Opened;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

class SessionTest {
    private final FakeBackend backend = new FakeBackend();
    private final Session session = Opened.nothing(backend);

    @Test
    void analysesAsSoonAsModelAndImagesAreThere() {
        session.openModel(Path.of("vim.pth"));
        assertThat(backend.analysed()).isEmpty();

        session.images().add(List.of(Path.of("0.png"), Path.of("1.png")));

        assertThat(backend.analysed()).containsExactly(2);
        assertThat(session.observationProperty().getValue().orElseThrow().images()).isEqualTo(2);
    }

    @Test
    void givesMemoryBackWhenWorkIsDone() {
        session.openModel(Path.of("vim.pth"));
        int before = backend.timesMemoryWasGivenBack();

        session.images().add(List.of(Path.of("0.png")));

        assertThat(backend.analysed()).containsExactly(1);
        assertThat(backend.timesMemoryWasGivenBack()).isGreaterThan(before);
    }

    @Test
    void showsTheMostFragileLayerAndItsWidestVisualTokenFirst() {
        Session opened = Opened.sample(backend);

        ObservationPoint point = opened.selection().pointProperty().get().orElseThrow();
        assertThat(point.kind()).isEqualTo("out_proj");
        assertThat(opened.selection().measureProperty().get()).isEqualTo(Measure.KURTOSIS);
        assertThat(opened.selection().tokenProperty().get()).isEqualTo(OptionalInt.of(3));
    }

    @Test
    void sortsDroppedFilesIntoModelAndImages() {
        session.open(List.of(Path.of("a.png"), Path.of("Vim.SafeTensors"), Path.of("folder")));

        assertThat(session.modelProperty().get().map(LoadedModel::name)).contains("Vim");
        assertThat(session.imagesProperty().get().orElseThrow().size()).isEqualTo(2);
    }

    @Test
    void saysWhatIsWrongWithAModelAndKeepsTheOldOne() {
        session.openModel(Path.of("good.pth"));

        session.openModel(Path.of("broken.pth"));

        assertThat(session.noticeProperty().get())
                .contains("The file broken.pth is damaged: fetch it again.");
        assertThat(session.modelProperty().get().map(LoadedModel::name)).contains("good");
    }

    @Test
    void leavesOutUnreadablePicturesAndSaysSo() {
        session.images().add(List.of(Path.of("0.png"), Path.of("broken.png"), Path.of("2.png")));

        ImageSet images = session.imagesProperty().get().orElseThrow();
        assertThat(images.size()).isEqualTo(2);
        assertThat(images.sample().picture(1).name()).isEqualTo("2.png");
        assertThat(session.noticeProperty().get()).contains("The image broken.png cannot be read.");
    }

    @Test
    void freesAModelThatIsReplaced() {
        session.openModel(Path.of("first.pth"));
        FakeMamba first = (FakeMamba) session.modelProperty().get().orElseThrow().network();

        session.openModel(Path.of("second.pth"));

        assertThat(first.isClosed()).isTrue();
    }

    @Test
    void remembersWhatSingleImagesShowed() {
        Session opened = Opened.sample(backend);

        opened.selection().scopeProperty().set(ImageScope.ONE);
        opened.selection().imageProperty().set(1);
        opened.selection().imageProperty().set(0);
        opened.selection().scopeProperty().set(ImageScope.AVERAGE);

        assertThat(backend.analysed()).containsExactly(3, 1, 1);
        assertThat(opened.observationProperty().getValue().orElseThrow().images()).isEqualTo(3);
    }

    @Test
    void forgetsWhatWasShownLongAgo() {
        Session opened = Opened.sample(backend);
        opened.selection().scopeProperty().set(ImageScope.ONE);
        opened.selection().imageProperty().set(1);
        opened.selection().imageProperty().set(2);

        opened.selection().scopeProperty().set(ImageScope.AVERAGE);

        assertThat(backend.analysed()).containsExactly(3, 1, 1, 1, 3);
    }

    @Test
    void choosingAnImageKeepsTheAverage() {
        Session opened = Opened.sample(backend);

        opened.selection().imageProperty().set(2);

        assertThat(backend.analysed()).containsExactly(3);
    }

    @Test
    void analysesAnEvenSampleOfManyImages() {
        session.openModel(Path.of("vim.pth"));
        session.sampleSizeProperty().set(2);

        session.images()
                .add(
                        List.of(
                                Path.of("0.png"),
                                Path.of("1.png"),
                                Path.of("2.png"),
                                Path.of("3.png")));

        ImageSet images = session.imagesProperty().get().orElseThrow();
        assertThat(images.total()).isEqualTo(4);
        assertThat(images.previews()).extracting("name").containsExactly("0.png", "2.png");
        assertThat(backend.analysed()).containsExactly(2);
    }

    @Test
    void movesTheModelToAnotherDevice() {
        Session opened = Opened.sample(backend);

        opened.useDevice(Device.gpu(0));

        assertThat(backend.loadedOn()).containsExactly(Device.cpu(), Device.gpu(0));
        assertThat(backend.analysed()).containsExactly(3, 3);
    }

    @Test
    void anotherLayerShowsTheSamePatch() {
        Session opened = Opened.sample(backend);
        ObservationPoint reversed =
                opened.modelProperty().get().orElseThrow().network().points().stream()
                        .filter(point -> point.kind().equals("x_proj_b"))
                        .findFirst()
                        .orElseThrow();

        opened.selection().choose(reversed);

        int token = opened.selection().tokenProperty().get().orElseThrow();
        assertThat(reversed.order().cell(token)).isEqualTo(OptionalInt.of(3));
        assertThat(token).isEqualTo(13);
    }

    @Test
    void forgetsImagesAndWhatTheyShowed() {
        Session opened = Opened.sample(backend);

        opened.images().clear();

        assertThat(opened.imagesProperty().get()).isEmpty();
        assertThat(opened.observationProperty().getValue()).isEmpty();
    }

    @Test
    void keepsWhatIsShownUntilSomethingNewerComes() {
        Session opened = Opened.sample(backend);
        List<Boolean> shown = new ArrayList<>();
        backend.duringAnalysis(
                progress -> {
                    shown.add(opened.observationProperty().getValue().isPresent());
                    shown.add(opened.currentProperty().get());
                });

        opened.images().add(List.of(Path.of("3.png")));

        assertThat(shown).containsExactly(true, false);
        assertThat(opened.currentProperty().get()).isTrue();
        assertThat(opened.observationProperty().getValue().orElseThrow().images()).isEqualTo(4);
    }

    @Test
    void keepsWhatWasThereAfterACancelAndKnowsThatItIsOld() {
        Session opened = Opened.sample(backend);
        backend.duringAnalysis(progress -> opened.cancel());

        opened.images().add(List.of(Path.of("3.png")));

        assertThat(opened.observationProperty().getValue().orElseThrow().images()).isEqualTo(3);
        assertThat(opened.currentProperty().get()).isFalse();
    }

    @Test
    void aFolderWithoutImagesChangesNothing() {
        Session opened = Opened.sample(backend);
        AnalysisResult before = opened.observationProperty().getValue().orElseThrow();

        opened.images().add(List.of(Path.of("empty")));

        assertThat(opened.noticeProperty().get()).contains("The folder empty holds no images.");
        assertThat(opened.imagesProperty().get().orElseThrow().size()).isEqualTo(3);
        assertThat(opened.observationProperty().getValue()).containsSame(before);
        assertThat(opened.currentProperty().get()).isTrue();
    }

    @Test
    void anAnalysisThatIsCancelledShowsNothing() {
        backend.duringAnalysis(progress -> session.cancel());
        session.openModel(Path.of("vim.pth"));

        session.images().add(List.of(Path.of("0.png")));

        assertThat(session.observationProperty().getValue()).isEmpty();
        assertThat(session.noticeProperty().get()).isEmpty();
    }

    @Test
    void overlaysWhatEachOfAFewImagesShows() {
        Session opened = Opened.sample(backend);
        assertThat(opened.overlaid()).isEmpty();

        opened.selection().scopeProperty().set(ImageScope.OVERLAY);

        assertThat(opened.overlaid())
                .hasSize(3)
                .allMatch(image -> image.images() == 1 && image.meanMagnitude().length == 0);
        assertThat(opened.observationProperty().getValue().orElseThrow().images()).isEqualTo(3);
    }

    @Test
    void anOverlayIsOverAllImagesAndDrawsSomeOfThem() {
        Session opened = Opened.nothing(backend);
        opened.openModel(Path.of("vim.pth"));
        opened.images()
                .add(IntStream.range(0, 12).mapToObj(image -> Path.of(image + ".png")).toList());

        opened.selection().scopeProperty().set(ImageScope.OVERLAY);
        opened.selection().scopeProperty().set(ImageScope.AVERAGE);

        assertThat(backend.analysed()).containsExactly(12, 12);
        opened.selection().scopeProperty().set(ImageScope.OVERLAY);
        assertThat(opened.overlaid()).hasSize(8);
    }

    @Test
    void showsTheWeightsOfTheLayerInView() {
        Session opened = Opened.sample(backend);
        ObservationPoint before = opened.selection().pointProperty().get().orElseThrow();

        opened.selection().sourceProperty().set(ObservedSource.WEIGHTS);

        ObservationPoint weights = opened.statistics().getValue().orElseThrow().point();
        assertThat(weights.name()).isEqualTo(before.name().replace(".input", ".weight"));
        assertThat(opened.layers().getValue()).hasSize(12);

        opened.selection().sourceProperty().set(ObservedSource.ACTIVATIONS);
        assertThat(opened.selection().pointProperty().get()).contains(before);
    }

    @Test
    void comparesWithAPinnedModelAtTheSamePlace() {
        Session opened = Opened.sample(backend);
        opened.pinned().pin();

        opened.openModel(Path.of("other.pth"));

        assertThat(opened.pinned().property().get().map(PinnedModel::name)).contains("vim");
        assertThat(opened.pinned().statistics().orElseThrow().point())
                .isEqualTo(opened.statistics().getValue().orElseThrow().point());

        opened.pinned().unpin();
        assertThat(opened.pinned().statistics()).isEmpty();
    }

    @Test
    void pinsAnyModelAndRunsItAgainOnOtherImages() {
        Session opened = Opened.sample(backend);

        opened.pinned().pin(Path.of("other.pth"));
        assertThat(opened.pinned().property().get().orElseThrow().result().images()).isEqualTo(3);

        opened.images().add(List.of(Path.of("3.png")));
        assertThat(opened.pinned().property().get().orElseThrow().result().images()).isEqualTo(4);
        assertThat(opened.modelProperty().get().map(LoadedModel::name)).contains("vim");
    }
}
