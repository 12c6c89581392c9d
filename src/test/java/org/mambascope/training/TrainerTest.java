package org.mambascope.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import ai.djl.Device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.base.Problem;
import org.mambascope.base.Progress;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;
import org.mambascope.image.Preprocessing;
import org.mambascope.model.layer.ClassToken;
import org.mambascope.model.plain.PlainConfiguration;
import org.mambascope.model.preset.NewModel;
import org.mambascope.model.vim.VimConfiguration;
import org.mambascope.training.classification.Augmentation;
import org.mambascope.training.classification.ClassificationResult;
import org.mambascope.training.classification.ClassificationTask;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CancellationException;

/** A tiny Vim learns to tell three patterns of 6 × 6 pixels apart. */
class TrainerTest {
    private static final int SIDE = 6;
    private static final int CLASSES = 3;
    private static final int EPOCHS = 6;

    @TempDir private Path folder;
    private Path start;

    @BeforeEach
    void givenPicturesAndAModel() throws IOException {
        writePictures("train", 192, new Random(1));
        writePictures("t10k", 60, new Random(2));
        start = folder.resolve("start.safetensors");
        PlainConfiguration plain =
                PlainConfiguration.of(8, 4, CLASSES, 16, 2, ClassToken.MIDDLE, false);
        NewModel.write(VimConfiguration.published(plain), "tiny", 5, start, Progress.NONE);
    }

    @Test
    @DisplayName("a model learns, and its files say how it came about")
    void aModelLearns() throws IOException {
        TrainingPlan plan = plan("learned.safetensors", OptionalDouble.empty(), EPOCHS);

        TrainingReport report = Trainer.train(plan, Progress.NONE);

        assertThat(result(report).testAccuracy()).isGreaterThan(90);
        assertThat(report.test().testPictures()).isEqualTo(60);
        assertThat(report.curve()).hasSize(EPOCHS);
        assertThat(report.curve().getLast().loss()).isLessThan(report.curve().getFirst().loss());
        assertThat(result(report).confusion().stream().flatMap(List::stream).mapToInt(i -> i).sum())
                .isEqualTo(60);
        JsonNode json = new ObjectMapper().readTree(folder.resolve("learned.json").toFile());
        assertThat(json.path("architecture").asText()).isEqualTo("vim");
        assertThat(json.path("classes").path(1).asText()).isEqualTo("left");
        assertThat(json.path("training").path("command").asText()).isEqualTo("as tested");
        assertThat(json.path("training").path("testAccuracy").asDouble())
                .isEqualTo(result(report).testAccuracy());
        assertThat(Preprocessing.fromJson(json.path("preprocessing"), 8, 8).fit())
                .isEqualTo(new Preprocessing.Fit.Pad(1, 1, 1, 1, 0));
        assertThat(folder.resolve("learned.checkpoint.safetensors")).doesNotExist();
    }

    @Test
    @DisplayName("a training that was stopped goes on to the same model as one that was not")
    void aStoppedTrainingGoesOn() {
        OptionalDouble averaging = OptionalDouble.of(0.9);
        TrainingReport whole =
                Trainer.train(plan("whole.safetensors", averaging, 2), Progress.NONE);

        TrainingPlan interrupted = plan("stopped.safetensors", averaging, 2);
        for (int stop : new int[] {3, 6, 10}) {
            assertThatThrownBy(() -> Trainer.train(interrupted, new StopAt(stop)))
                    .isInstanceOf(CancellationException.class);
        }
        TrainingReport continued = Trainer.train(interrupted, Progress.NONE);

        assertThat(result(continued).testAccuracy()).isEqualTo(result(whole).testAccuracy());
        assertThat(continued.curve().getFirst().loss())
                .isCloseTo(whole.curve().getFirst().loss(), offset(1e-5));
        try (WeightFile expected = WeightFiles.open(folder.resolve("whole.safetensors"));
                WeightFile actual = WeightFiles.open(folder.resolve("stopped.safetensors"))) {
            for (String name : expected.tensors().keySet()) {
                assertThat(actual.floats(name))
                        .as(name)
                        .containsExactly(expected.floats(name), offset(1e-5f));
            }
        }
    }

    @Test
    @DisplayName("a checkpoint of other settings is not continued")
    void otherSettingsAreRefused() {
        TrainingPlan two = plan("model.safetensors", OptionalDouble.empty(), 2);
        assertThatThrownBy(() -> Trainer.train(two, new StopAt(1)))
                .isInstanceOf(CancellationException.class);

        TrainingPlan three = plan("model.safetensors", OptionalDouble.empty(), 3);

        assertThatThrownBy(() -> Trainer.train(three, Progress.NONE))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("belongs to another training")
                .hasMessageContaining("2 epochs");
    }

    private TrainingPlan plan(String output, OptionalDouble averaging, int epochs) {
        return new TrainingPlan(
                new ClassificationTask(
                        folder,
                        Optional.empty(),
                        List.of("top", "left", "middle"),
                        new Augmentation(false, 1),
                        0.05),
                start,
                folder.resolve(output),
                epochs,
                OptionalInt.empty(),
                32,
                new OptimiserSettings(1e-2, 0.5, 0.05, 1, 0.01),
                averaging,
                7,
                Device.cpu(),
                false,
                "as tested");
    }

    private static ClassificationResult result(TrainingReport report) {
        return (ClassificationResult) report.test();
    }

    /** Stops when so many steps are done. */
    private record StopAt(int steps, boolean[] reached) implements Progress {
        StopAt(int steps) {
            this(steps, new boolean[1]);
        }

        @Override
        public void report(long done, long total, String step) {
            reached[0] = done >= steps;
        }

        @Override
        public boolean isCancelled() {
            return reached[0];
        }
    }

    private void writePictures(String split, int count, Random random) throws IOException {
        ByteBuffer images = ByteBuffer.allocate(16 + count * SIDE * SIDE);
        images.putInt(0x803).putInt(count).putInt(SIDE).putInt(SIDE);
        ByteBuffer labels = ByteBuffer.allocate(8 + count).putInt(0x801).putInt(count);
        for (int i = 0; i < count; i++) {
            int label = i % CLASSES;
            labels.put((byte) label);
            for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                boolean bright = isBright(label, pixel / SIDE, pixel % SIDE);
                images.put((byte) ((bright ? 150 : 20) + random.nextInt(80)));
            }
        }
        Files.write(folder.resolve(split + "-images-idx3-ubyte"), images.array());
        Files.write(folder.resolve(split + "-labels-idx1-ubyte"), labels.array());
    }

    private static boolean isBright(int label, int row, int column) {
        return switch (label) {
            case 0 -> row < 2;
            case 1 -> column < 2;
            default -> row > 1 && row < 4 && column > 1 && column < 4;
        };
    }
}
