package org.mambascope.training.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import ai.djl.Device;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.base.Problem;
import org.mambascope.base.Progress;
import org.mambascope.model.maskrcnn.MaskRcnnConfiguration;
import org.mambascope.model.preset.NewModel;
import org.mambascope.training.OptimiserSettings;
import org.mambascope.training.Trainer;
import org.mambascope.training.TrainingPlan;
import org.mambascope.training.TrainingReport;

import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;

/** A small Mask R-CNN learns to find red and blue squares. */
class DetectorTrainingTest {
    @TempDir private Path folder;
    private Path start;

    @BeforeEach
    void givenANewModel() {
        start = folder.resolve("start.safetensors");
        NewModel.write(
                MaskRcnnConfiguration.small(Squares.SIDE, 2), "new", 5, start, Progress.NONE);
    }

    @Test
    @DisplayName("it learns, and goes on where it was stopped as if it had not been")
    void itLearns() {
        TrainingReport whole = Trainer.train(plan("whole.safetensors", 2), Progress.NONE);

        TrainingPlan interrupted = plan("stopped.safetensors", 2);
        assertThatThrownBy(() -> Trainer.train(interrupted, new StopAt(3)))
                .isInstanceOf(CancellationException.class);
        TrainingReport continued = Trainer.train(interrupted, Progress.NONE);

        assertThat(whole.curve()).hasSize(2);
        assertThat(whole.curve().getLast().loss()).isLessThan(whole.curve().getFirst().loss());
        assertThat(whole.curve().getFirst().figures())
                .containsKeys(
                        "objectnessLoss",
                        "proposalLoss",
                        "classLoss",
                        "boxLoss",
                        "maskLoss",
                        "boxAp",
                        "maskAp");
        assertThat(whole.test().testPictures()).isEqualTo(4);
        assertThat(continued.curve().getLast().loss())
                .isCloseTo(whole.curve().getLast().loss(), offset(1e-3));
        assertThat(folder.resolve("stopped.checkpoint.safetensors")).doesNotExist();
    }

    @Test
    @DisplayName("another number of categories than the model has classes is refused")
    void categoriesAreCounted() {
        NewModel.write(
                MaskRcnnConfiguration.small(Squares.SIDE, 3), "new", 5, start, Progress.NONE);

        assertThatThrownBy(() -> Trainer.train(plan("x.safetensors", 1), Progress.NONE))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("expected 2 classes")
                .hasMessageContaining("found 3");
    }

    private TrainingPlan plan(String output, int epochs) {
        return new TrainingPlan(
                new DetectionTask(
                        new Squares(40, 1),
                        new Squares(4, 2),
                        true,
                        DetectionTask.ANCHORS,
                        new RandomSampler(16, DetectionTask.POSITIVE_REGIONS)),
                start,
                folder.resolve(output),
                epochs,
                OptionalInt.of(10),
                2,
                new OptimiserSettings(1.5e-3, 0.2, 0.05, 5, 0.02),
                OptionalDouble.empty(),
                7,
                Device.cpu(),
                true,
                "as tested");
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
}
