package org.mambascope.training.classification;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.image.Preprocessing;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.Probe;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.load.ModelLoader;
import org.mambascope.model.logits.Logits;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Tests a model as users run it: read from its files, with the kernels that models run on.
 *
 * @param pictures that were not trained on
 * @param note hears of images that cannot be read, and of logits that are not numbers
 */
record HeldOutEvaluation(
        LabelledPictures pictures, int batchSize, Device device, Consumer<String> note) {
    /** Classifies all images. */
    ClassificationResult run(Path weights) {
        try (LoadedModel model = ModelLoader.load(weights, LoadOptions.DEFAULT, device)) {
            Preprocessing preprocessing = model.preprocessing();
            Confusion confusion = new Confusion(model.network().summary().classes());
            for (int first = 0; first < pictures.size(); first += batchSize) {
                int end = Math.min(first + batchSize, pictures.size());
                LabelledPictures.Labelled batch =
                        pictures.read(
                                IntStream.range(first, end).toArray(),
                                preprocessing,
                                problem -> note.accept(problem.getMessage()));
                if (batch.labels().length > 0) {
                    confusion.add(logits(model, batch), batch.labels());
                }
            }
            Logits.note(confusion.notNumbers(), confusion.total())
                    .ifPresent(sentence -> note.accept("Test images: %s.".formatted(sentence)));
            return new ClassificationResult(
                    confusion.total(), confusion.accuracy(), confusion.rows());
        }
    }

    private static Logits logits(LoadedModel model, LabelledPictures.Labelled batch) {
        Shape shape =
                new Shape(
                        batch.labels().length,
                        3,
                        model.preprocessing().height(),
                        model.preprocessing().width());
        try (NDManager scope = model.network().manager().newSubManager()) {
            NDArray images = scope.create(batch.values(), shape);
            return Logits.of(model.network().forward(images, Probe.NONE));
        }
    }
}
