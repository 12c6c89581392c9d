package org.mambascope.training;

import org.mambascope.base.Problem;
import org.mambascope.base.Progress;
import org.mambascope.base.file.AtomicFile;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.architecture.ModelDescription;
import org.mambascope.model.load.ModelLoader;
import org.mambascope.tensor.gradient.DifferentiableKernels;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * Carries out a plan. After every epoch the model is written and tested; a checkpoint is written
 * every minute, and when the user stops, and a later training with the same plan goes on from it.
 */
public final class Trainer {
    private static final long CHECKPOINT_INTERVAL = Duration.ofMinutes(1).toNanos();

    private final TrainingPlan plan;
    private final Progress progress;
    private final TrainingCheckpoint checkpoint;
    private final Set<String> notes = new LinkedHashSet<>();
    private TrainingState reached = TrainingState.NOTHING;
    private long lastCheckpoint = System.nanoTime();

    private Trainer(TrainingPlan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
        checkpoint = TrainingCheckpoint.of(plan);
    }

    /**
     * Trains from the beginning, or from the checkpoint that a stopped training left.
     *
     * @throws Problem if data, model and plan do not fit together, a file cannot be read or
     *     written, or the loss is no longer a number
     * @throws CancellationException if the user asked to stop, after a checkpoint was written
     */
    public static TrainingReport train(TrainingPlan plan, Progress progress) {
        return new Trainer(plan, progress).run();
    }

    /** True if a stopped training of this model can go on. */
    public static boolean isUnfinished(Path output) {
        return Files.exists(TrainingCheckpoint.beside(output));
    }

    private TrainingReport run() {
        AtomicFile.check(plan.output(), plan.start());
        AtomicFile.check(ModelDescription.fileBeside(plan.output()));
        AtomicFile.check(checkpoint.file(), plan.start());
        DifferentiableKernels[] kernels = new DifferentiableKernels[1];
        try (LoadedModel model =
                ModelLoader.load(
                        plan.start(),
                        LoadOptions.DEFAULT,
                        plan.device(),
                        manager -> kernels[0] = new DifferentiableKernels(manager))) {
            ModelDescription start = ModelDescription.beside(plan.start());
            Objective objective = plan.task().open(model, start, plan, notes::add);
            ModelFiles files =
                    new ModelFiles(
                            plan.output(),
                            start,
                            objective.preprocessing(),
                            objective.classes(),
                            plan.half());
            TrainableModel learner = new TrainableModel(plan, model.network(), kernels[0]);
            return train(learner, objective, files, model.network().summary().parameters());
        }
    }

    private TrainingReport train(
            TrainableModel learner, Objective objective, ModelFiles files, long parameters) {
        EpochOrder order = new EpochOrder(plan, objective);
        reached = checkpoint.read(learner.state(), learner::restore).orElse(TrainingState.NOTHING);
        while (true) {
            epoch(learner, order);
            files.write(learner.weights());
            TestResult test = objective.test(files.weights());
            reached = reached.afterEpoch(test.figures());
            TrainingReport report =
                    new TrainingReport(
                            plan.command(),
                            plan.settings(),
                            plan.seed(),
                            parameters,
                            order.imagesPerEpoch(),
                            test,
                            reached.curve(),
                            reached.seconds(),
                            List.copyOf(notes));
            files.describe(Optional.of(report));
            if (reached.curve().size() == plan.epochs()) {
                checkpoint.delete();
                return report;
            }
            checkpoint.write(learner.state(), reached);
        }
    }

    /** Runs the remaining steps of the current epoch. */
    private void epoch(TrainableModel learner, EpochOrder order) {
        long perEpoch = order.stepsPerEpoch();
        long steps = perEpoch * plan.epochs();
        long end = perEpoch * (reached.curve().size() + 1);
        while (reached.step() < end) {
            stopIfAsked(learner);
            long begin = System.nanoTime();
            LearningBatch batch = order.batch(reached.step());
            double rate = plan.optimisation().rate(reached.step() + 1, steps, perEpoch);
            TrainableModel.StepResult result = learner.step(batch, reached.step() + 1, rate);
            double seconds = (System.nanoTime() - begin) / 1e9;
            reached = reached.afterStep(seconds, result.loss(), result.figures(), batch.size());
            progress.report(reached.step(), steps, words(result.loss()));
            if (System.nanoTime() - lastCheckpoint > CHECKPOINT_INTERVAL) {
                checkpoint.write(learner.state(), reached);
                lastCheckpoint = System.nanoTime();
            }
        }
    }

    private void stopIfAsked(TrainableModel learner) {
        if (progress.isCancelled()) {
            checkpoint.write(learner.state(), reached);
            throw new CancellationException("Stopped. The same training can be continued later.");
        }
    }

    private String words(double loss) {
        return String.format(
                Locale.ROOT,
                "Training, epoch %d of %d, loss %.3f",
                reached.curve().size() + 1,
                plan.epochs(),
                loss);
    }
}
