package org.mambascope.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.activation.AnalysisResult;
import org.mambascope.activation.PointConsumer;
import org.mambascope.base.Problem;
import org.mambascope.base.Progress;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ObservationPoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;

/** What window and command line see of a model is the same. */
class AnalysesTest {
    @TempDir private static Path folder;
    private static TinyStudy study;

    @BeforeAll
    static void prepare() throws IOException {
        study = TinyStudy.in(folder);
    }

    @Test
    @DisplayName("an image overlaid on all shows what it shows when it is analysed alone")
    void takesTheChosenImages() {
        try (LoadedModel model = study.open()) {
            List<ObservationPoint> points = List.of(model.network().points().getFirst());
            Analyses all = new Analyses(model, study.dataset());
            Analyses one = new Analyses(model, study.dataset(), new int[] {2}, broken -> {});

            AnalysisResult whole = all.run(points, PointConsumer.NONE, Progress.NONE);
            AnalysisResult single = one.run(points, PointConsumer.NONE, Progress.NONE);
            Observation overlaid = all.overlaid(points, Set.of(2), Progress.NONE);

            String point = points.getFirst().name();
            assertThat(whole.images()).isEqualTo(TinyStudy.IMAGES);
            assertThat(single.images()).isEqualTo(1);
            assertThat(overlaid.images().getFirst().get(point))
                    .usingRecursiveComparison()
                    .comparingOnlyFields("tokens", "channels", "images")
                    .isEqualTo(single.points().get(point));
            assertThat(overlaid.result().points().get(point))
                    .usingRecursiveComparison()
                    .comparingOnlyFields("tokens", "channels", "images")
                    .isEqualTo(whole.points().get(point));
        }
    }

    @Test
    @DisplayName("an image that cannot be read is told of, and the others are analysed")
    void tellsOfBrokenImages() throws IOException {
        TinyStudy damaged = TinyStudy.in(Files.createDirectories(folder.resolve("damaged")));
        Files.writeString(damaged.images().resolve("0/0.png"), "no picture");
        List<String> told = new ArrayList<>();
        try (LoadedModel model = damaged.open()) {
            AnalysisResult result =
                    new Analyses(
                                    model,
                                    damaged.dataset(),
                                    new int[] {0, 1},
                                    (Problem broken) -> told.add(broken.getMessage()))
                            .run(model.network().points(), PointConsumer.NONE, Progress.NONE);

            assertThat(result.images()).isEqualTo(1);
            assertThat(told).singleElement().asString().contains("0.png");
        }
    }

    @Test
    @DisplayName("a model beside itself has no noise at any point")
    void comparesWithItself() {
        try (LoadedModel model = study.open();
                LoadedModel other = study.open()) {
            PairedAnalysis paired =
                    new Analyses(model, study.dataset()).pairedWith(other, Progress.NONE);

            assertThat(paired.result().images()).isEqualTo(TinyStudy.IMAGES);
            assertThat(paired.decibels()).hasSameSizeAs(model.network().points());
            assertThat(paired.decibels().values())
                    .allSatisfy(
                            tokens ->
                                    assertThat(DoubleStream.of(tokens))
                                            .isNotEmpty()
                                            .allMatch(
                                                    ratio ->
                                                            Double.isNaN(ratio)
                                                                    || ratio
                                                                            == Double
                                                                                    .POSITIVE_INFINITY));
        }
    }
}
