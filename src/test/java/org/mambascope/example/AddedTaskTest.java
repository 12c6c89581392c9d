package org.mambascope.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.base.Progress;
import org.mambascope.experiment.evaluation.Answers;
import org.mambascope.experiment.evaluation.Evaluation;
import org.mambascope.experiment.evaluation.LayerSensitivity;
import org.mambascope.experiment.evaluation.Measure;
import org.mambascope.experiment.evaluation.PairedComparison;
import org.mambascope.experiment.evaluation.Sensitivity;
import org.mambascope.image.content.ImageContents;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.Probe;
import org.mambascope.model.TinyModels;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.load.ModelLoader;
import org.mambascope.quant.BlockwiseQuantiser;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.layer.LayerSubstitution;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LearningSetting;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.QuantisationPlan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A task is how a model is asked, and how right its answers are; everything else follows. */
class AddedTaskTest {
    private static final int IMAGES = 6;
    private static final int PIXELS = 3 * TinyModels.SIDE * TinyModels.SIDE;

    @TempDir private Path folder;

    /** How many hours a day an image shows, say: one number, the first output of the model. */
    private record Hours(List<Float> found, List<Float> right) implements Answers {
        @Override
        public int images() {
            return found.size();
        }

        @Override
        public long skipped() {
            return 0;
        }

        @Override
        public double seconds() {
            return 0;
        }

        @Override
        public ImageContents contents() {
            return ImageContents.UNKNOWN;
        }

        @Override
        public int notNumbers() {
            return (int) found.stream().filter(hours -> !Float.isFinite(hours)).count();
        }

        @Override
        public List<Measure> measures() {
            double error = error(right);
            return List.of(new Measure("error", "mean error", error, error, error, false));
        }

        private double error(List<Float> expected) {
            return IntStream.range(0, images())
                    .mapToDouble(i -> Math.abs(found.get(i) - expected.get(i)))
                    .average()
                    .orElse(Double.NaN);
        }

        @Override
        public void writeMeasures(ObjectNode node) {
            node.put("error", error(right));
        }

        @Override
        public double loss() {
            return error(right);
        }

        @Override
        public PairedComparison against(Answers reference) {
            double difference = error(((Hours) reference).found());
            return new PairedComparison(100, -20 * Math.log10(difference), 1);
        }
    }

    /** Asks a model for the hours of images of noise; right is what the model itself says. */
    private record HoursEvaluation(LoadedModel model, CalibrationSet set)
            implements Evaluation<Hours> {
        @Override
        public String dataset() {
            return "noise";
        }

        @Override
        public List<String> notes(long limit) {
            return List.of();
        }

        @Override
        public String measuredBy() {
            return "mean error";
        }

        @Override
        public String classesMatchedBy() {
            return "none";
        }

        @Override
        public ImageContents contents(long limit, Progress progress) {
            return ImageContents.UNKNOWN;
        }

        @Override
        public List<Hours> run(List<List<QuantisedLayer>> variants, long limit, Progress progress) {
            List<Float> right = hours();
            List<Hours> answers = new ArrayList<>();
            for (List<QuantisedLayer> layers : variants) {
                try (LayerSubstitution quantised =
                        LayerSubstitution.simulate(model.network(), layers)) {
                    assertThat(quantised.integerLayers()).isZero();
                    answers.add(new Hours(hours(), right));
                }
            }
            return answers;
        }

        private List<Float> hours() {
            try (NDManager scope = model.network().manager().newSubManager()) {
                float[] outputs =
                        model.network()
                                .forward(
                                        scope.create(
                                                set.values(),
                                                new Shape(
                                                        IMAGES,
                                                        3,
                                                        TinyModels.SIDE,
                                                        TinyModels.SIDE)),
                                        Probe.NONE)
                                .toFloatArray();
                return IntStream.range(0, IMAGES)
                        .mapToObj(i -> outputs[i * TinyModels.CLASSES])
                        .toList();
            }
        }
    }

    @Test
    @DisplayName("its answers rank a model's layers by what quantising each alone does to them")
    void ranksLayers() {
        try (LoadedModel model =
                ModelLoader.load(
                        TinyModels.write("VMamba", folder), LoadOptions.DEFAULT, Device.cpu())) {
            HoursEvaluation evaluation = new HoursEvaluation(model, noise());

            List<LayerSensitivity> ranking =
                    Sensitivity.measure(evaluation, layers(model), IMAGES, Progress.NONE);

            assertThat(evaluation.run(IMAGES, Progress.NONE).measures().getFirst().value())
                    .isEqualTo(0, within(1e-9));
            assertThat(ranking).hasSameSizeAs(model.network().layers());
            assertThat(ranking.getFirst().accuracy())
                    .isPositive()
                    .isGreaterThanOrEqualTo(ranking.getLast().accuracy());
        }
    }

    private static CalibrationSet noise() {
        Random random = new Random(5);
        float[] values = new float[IMAGES * PIXELS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new CalibrationSet("noise", IMAGES, TinyModels.SIDE, TinyModels.SIDE, values);
    }

    private static List<QuantisedLayer> layers(LoadedModel model) {
        QuantisationPlan plan =
                new QuantisationPlan(
                        Method.RTN,
                        Method.RTN.recipe(),
                        BitPlan.uniform(3, 3),
                        LearningSetting.DEFAULT,
                        0);
        return BlockwiseQuantiser.search(model.network(), noise(), plan, Progress.NONE).layers();
    }
}
