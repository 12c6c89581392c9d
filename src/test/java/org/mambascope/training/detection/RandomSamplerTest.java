package org.mambascope.training.detection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.SplittableRandom;

class RandomSamplerTest {
    private final RandomSampler sampler = new RandomSampler(8, 0.25);

    @Test
    void takesNoMorePositivesThanTheirShareAndFillsUpWithBackground() {
        int[] assigned = new int[40];
        Arrays.fill(assigned, 20, 40, MaxIouAssigner.BACKGROUND);

        RandomSampler.Sample sample = sampler.sample(assigned, new SplittableRandom(1));

        assertThat(sample.positives()).hasSize(2).isSorted();
        assertThat(Arrays.stream(sample.positives()).max()).matches(most -> most.getAsInt() < 20);
        assertThat(sample.negatives()).hasSize(6).isSorted().doesNotHaveDuplicates();
        assertThat(Arrays.stream(sample.negatives()).min()).matches(least -> least.getAsInt() > 19);
    }

    @Test
    void takesAllWhereThereAreFewAndNoneThatAreIgnored() {
        int[] assigned = {MaxIouAssigner.IGNORED, 3, MaxIouAssigner.BACKGROUND};

        RandomSampler.Sample sample = sampler.sample(assigned, new SplittableRandom(1));

        assertThat(sample.positives()).containsExactly(1);
        assertThat(sample.negatives()).containsExactly(2);
    }

    @Test
    void drawsTheSameFromTheSameSeedAndEachBoxAlikeOften() {
        int[] assigned = new int[10];
        int[] drawn = new int[10];

        for (int seed = 0; seed < 2000; seed++) {
            int[] once = sampler.sample(assigned, new SplittableRandom(seed)).positives();
            assertThat(sampler.sample(assigned, new SplittableRandom(seed)).positives())
                    .isEqualTo(once);
            Arrays.stream(once).forEach(box -> drawn[box]++);
        }

        assertThat(Arrays.stream(drawn).boxed()).allMatch(times -> times > 330 && times < 470);
    }
}
