package org.mambascope.quant;

import org.mambascope.base.Progress;
import org.mambascope.model.LayerSite;
import org.mambascope.model.VisualMamba;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.LearningTarget;
import org.mambascope.quant.plan.QuantisationPlan;
import org.mambascope.quant.plan.Recipe;
import org.mambascope.tensor.gradient.DifferentiableKernels;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.LongStream;

/**
 * Expected time of a quantisation on this machine: its first block is quantised with few of the
 * images, and the other blocks are taken to cost as much for each multiplication.
 *
 * @param network the original
 * @param kernels that gradients flow through
 * @param set all images
 * @param plan to be carried out
 * @param progress asked whether to go on
 */
record QuantisationCost(
        VisualMamba network,
        DifferentiableKernels kernels,
        CalibrationSet set,
        QuantisationPlan plan,
        Progress progress) {
    private static final int FEW = 8;
    private static final int MORE = 24;

    /** Epochs that are timed. The loss is not measured in the first, as in half of all epochs. */
    private static final int EPOCHS = 2;

    /** Empty for so few images that measuring would take as long. */
    Optional<Duration> expected() {
        double first = work(0);
        if (set.count() <= 2 * MORE || first == 0) {
            return Optional.empty();
        }
        run(FEW, 0);
        Spent few = run(FEW, 0);
        Spent more = run(MORE, 0);
        double perImage =
                Math.clamp(
                        (more.processor - few.processor) / (MORE - FEW), 0, more.processor / MORE);
        double block = Math.max(0, few.processor - FEW * perImage) + perImage * set.count();
        Spent all = few.and(more);
        if (plan.recipe().learned() && plan.setting().epochs() > 0) {
            run(MORE, 2 * EPOCHS);
            Spent learned = run(MORE, EPOCHS);
            block +=
                    Math.max(0, learned.processor - more.processor)
                            / (EPOCHS * MORE)
                            * plan.setting().epochs()
                            * set.count();
            all = all.and(learned);
        }
        double blocks = network.layers().stream().mapToDouble(this::work).sum() / first;
        return Optional.of(
                Duration.ofMillis(Math.round(1000 * block * blocks * all.clock / all.processor)));
    }

    private double work(int block) {
        return network.layers().stream()
                .filter(site -> site.block() == block)
                .mapToDouble(this::work)
                .sum();
    }

    /** Multiplications of an image, where the layer is quantised. */
    private double work(LayerSite site) {
        return plan.bits().of(site.name()).isFloating()
                ? 0
                : (double) site.inputChannels() * site.outputChannels() * site.order().length();
    }

    private Spent run(int images, int epochs) {
        Spent before = Spent.untilNow();
        Recipe recipe = epochs == 0 ? plan.recipe().learning(LearningTarget.NONE) : plan.recipe();
        QuantisationPlan part =
                new QuantisationPlan(
                        plan.method(),
                        recipe,
                        ofFirstBlock(),
                        plan.setting().withEpochs(epochs),
                        plan.seed());
        BlockwiseQuantiser.run(
                network,
                kernels,
                some(images),
                part,
                List.of(),
                new Silent(progress),
                new QuantisationObserver() {
                    @Override
                    public void block(String block, List<QuantisedLayer> layers) {
                        throw new CancellationException("The first block is enough.");
                    }
                });
        progress.checkCancelled();
        return Spent.untilNow().since(before);
    }

    private BitPlan ofFirstBlock() {
        Map<String, LayerBits> bits = new LinkedHashMap<>();
        network.layers().stream()
                .filter(site -> site.block() == 0)
                .forEach(site -> bits.put(site.name(), plan.bits().of(site.name())));
        return new BitPlan(LayerBits.FLOATING, bits);
    }

    private CalibrationSet some(int images) {
        int size = set.values().length / set.count();
        return new CalibrationSet(
                set.source(),
                images,
                set.height(),
                set.width(),
                Arrays.copyOf(set.values(), images * size));
    }

    /**
     * Seconds of the clock, and of the processors for the threads of Java: neither other programs,
     * which lengthen one run and not the next, nor the virtual machine's compilers count.
     */
    private record Spent(double clock, double processor) {
        static Spent untilNow() {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            double clock = System.nanoTime() / 1e9;
            return new Spent(
                    clock,
                    threads.isThreadCpuTimeSupported()
                            ? LongStream.of(threads.getAllThreadIds())
                                            .map(threads::getThreadCpuTime)
                                            .filter(time -> time > 0)
                                            .sum()
                                    / 1e9
                            : clock);
        }

        Spent since(Spent before) {
            return new Spent(clock - before.clock, processor - before.processor);
        }

        Spent and(Spent other) {
            return new Spent(clock + other.clock, processor + other.processor);
        }
    }

    /** Passes on whether to stop, and nothing else. */
    private record Silent(Progress progress) implements Progress {
        @Override
        public void report(long done, long total, String step) {
            // The timing runs are no part of the work.
        }

        @Override
        public boolean isCancelled() {
            return progress.isCancelled();
        }
    }
}
