package org.mambascope.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mambascope.image.Preprocessing;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.VisualMamba;
import org.mambascope.model.architecture.ModelDescription;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;

class EpochOrderTest {
    private static final int IMAGES = 5;

    /** Remembers which images were asked for. */
    private static final class Asked implements Objective, Task {
        private final List<Integer> numbers = new ArrayList<>();

        @Override
        public int images() {
            return IMAGES;
        }

        @Override
        public LearningBatch batch(int[] chosen, SplittableRandom random) {
            IntStream.of(chosen).forEach(numbers::add);
            return new Batch(chosen.length);
        }

        @Override
        public TestResult test(Path weights) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Preprocessing> preprocessing() {
            return Optional.empty();
        }

        @Override
        public List<String> classes() {
            return List.of();
        }

        @Override
        public String settings() {
            return "asked";
        }

        @Override
        public Objective open(
                LoadedModel model,
                ModelDescription start,
                TrainingPlan plan,
                Consumer<String> note) {
            return this;
        }
    }

    private record Batch(int size) implements LearningBatch {
        @Override
        public Loss loss(VisualMamba network, NDManager scope) {
            throw new UnsupportedOperationException();
        }
    }

    private static EpochOrder order(Asked asked, OptionalInt epochImages) {
        Path file = Path.of("x.safetensors");
        return new EpochOrder(
                new TrainingPlan(
                        asked,
                        file,
                        file,
                        2,
                        epochImages,
                        2,
                        OptimiserSettings.CLASSIFIER,
                        OptionalDouble.empty(),
                        7,
                        Device.cpu(),
                        false,
                        ""),
                asked);
    }

    @Test
    @DisplayName("an epoch is a pass over all images, shuffled anew, the last batch smaller")
    void aPass() {
        Asked asked = new Asked();
        EpochOrder order = order(asked, OptionalInt.empty());

        assertThat(order.stepsPerEpoch()).isEqualTo(3);
        assertThat(sizes(order, 6)).containsExactly(2, 2, 1, 2, 2, 1);
        assertThat(asked.numbers.subList(0, 5)).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        assertThat(asked.numbers.subList(5, 10))
                .containsExactlyInAnyOrder(0, 1, 2, 3, 4)
                .isNotEqualTo(asked.numbers.subList(0, 5));
    }

    @Test
    @DisplayName("epochs of fewer images go on where the last one ended, through all of them")
    void partsOfAPass() {
        Asked asked = new Asked();
        EpochOrder order = order(asked, OptionalInt.of(3));

        assertThat(order.stepsPerEpoch()).isEqualTo(2);
        assertThat(sizes(order, 7)).containsExactly(2, 1, 2, 1, 2, 1, 2);
        assertThat(asked.numbers.subList(0, 5)).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        assertThat(asked.numbers.subList(5, 10)).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }

    private static List<Integer> sizes(EpochOrder order, int steps) {
        return IntStream.range(0, steps).mapToObj(step -> order.batch(step).size()).toList();
    }
}
