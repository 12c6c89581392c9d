package org.mambascope.quant.learning;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mambascope.base.Progress;
import org.mambascope.model.TinyModels;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.quant.BlockwiseQuantiser;
import org.mambascope.quant.QuantisationObserver;
import org.mambascope.quant.QuantisationResult;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LearningSetting;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.QuantisationPlan;
import org.mambascope.tensor.cpu.thread.ThreadSharing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/** Every method that learns, on every family, with any number of threads and batches. */
@Tag("slow")
class LearningThreadsTest {
    private static final int SIDE = TinyModels.SIDE;
    private static final int PER_BATCH = 2;
    @TempDir private static Path folder;
    private static int threads;

    private record Run(String family, Method method, LearningSetting setting, int batches) {
        /** Settings by their names, with images and optimiser steps of so many batches. */
        static Run of(String family, Method method, LearningSetting setting, int batches) {
            LearningSetting small =
                    new LearningSetting(
                            setting.id(),
                            1,
                            setting.batchSize() == Integer.MAX_VALUE
                                    ? setting.batchSize()
                                    : PER_BATCH,
                            1,
                            setting.stepRate(),
                            setting.smoothRate(),
                            setting.weightDecay(),
                            setting.longestGradient(),
                            setting.logarithmic(),
                            setting.loss(),
                            setting.keepsBest(),
                            setting.overwritesFirstResidual());
            return new Run(family, method, small, batches);
        }

        /** Where one step sees all images, they are still divided into batches of 32. */
        int images() {
            boolean whole = setting.batchSize() == Integer.MAX_VALUE;
            return whole ? 32 * (batches - 1) + PER_BATCH : batches * PER_BATCH;
        }

        QuantisationResult with(int threads) {
            ThreadSharing.use(threads);
            float[] values = new float[images() * 3 * SIDE * SIDE];
            Random random = new Random(1);
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            return BlockwiseQuantiser.run(
                    folder.resolve(family + ".safetensors"),
                    LoadOptions.DEFAULT,
                    Device.cpu(),
                    new CalibrationSet("noise", images(), SIDE, SIDE, values),
                    QuantisationPlan.of(method, BitPlan.uniform(4, 4)).with(setting),
                    List.of(),
                    Progress.NONE,
                    QuantisationObserver.NONE);
        }

        @Override
        public String toString() {
            return "%s, %s, %s, %d batches".formatted(family, method.id(), setting.id(), batches);
        }
    }

    static List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        for (String family : new TreeSet<>(TinyModels.FAMILIES.keySet())) {
            for (Method method : learning()) {
                for (int batches : new int[] {1, 3}) {
                    runs.add(Run.of(family, method, LearningSetting.DEFAULT, batches));
                    runs.add(Run.of(family, method, LearningSetting.PUBLISHED, batches));
                }
            }
        }
        return runs;
    }

    private static List<Method> learning() {
        return Stream.of(Method.values()).filter(method -> method.recipe().learned()).toList();
    }

    @BeforeAll
    static void writeModels() {
        TinyModels.FAMILIES.keySet().forEach(family -> TinyModels.write(family, folder));
        // Only now is libtorch there, which the threads need.
        threads = ThreadSharing.threads();
    }

    @AfterAll
    static void useAllThreads() {
        ThreadSharing.use(threads);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    @DisplayName("one, two, four and eight threads learn the same bits")
    void learnsWithAnyNumberOfThreads(Run run) {
        QuantisationResult alone = run.with(1);

        assertThat(alone.complete()).isTrue();
        assertThat(alone.blocks()).isNotEmpty();
        for (int threads : new int[] {2, 4, 8}) {
            QuantisationResult shared = run.with(threads);
            assertThat(shared.layers()).isEqualTo(alone.layers());
            assertThat(shared.blocks())
                    .extracting(BlockReport::curve)
                    .isEqualTo(alone.blocks().stream().map(BlockReport::curve).toList());
        }
    }

    @Test
    @DisplayName("a thread that did not start libtorch learns the same bits")
    void learnsInAThreadOfItsOwn() throws Exception {
        Run run = Run.of("VMamba", Method.JLSS, LearningSetting.DEFAULT, 3);
        FutureTask<QuantisationResult> task = new FutureTask<>(() -> run.with(2));

        new Thread(task).start();

        assertThat(task.get().layers()).isEqualTo(run.with(2).layers());
    }
}
