package org.mambascope.quant.calibration;

import org.mambascope.base.Problem;
import org.mambascope.checkpoint.StoredTensor;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;
import org.mambascope.dataset.Batch;
import org.mambascope.dataset.Batches;
import org.mambascope.dataset.Dataset;
import org.mambascope.dataset.ImageSample;
import org.mambascope.dataset.Split;
import org.mambascope.dataset.detection.ImageSources;
import org.mambascope.image.Preprocessing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Reads images to calibrate with: of any dataset, or of a {@code .safetensors} whose tensor {@code
 * calibration} or {@code images} is a network's input already.
 *
 * @param count at most so many; empty for {@value #USUAL} of a dataset, and all of a tensor
 * @param choice which of them
 * @param seed of the choice
 */
public record CalibrationSource(OptionalInt count, CalibrationChoice choice, long seed) {
    private static final int USUAL = 256;
    private static final List<String> TENSORS = List.of("calibration", "images");
    private static final String ENDING = ".safetensors";

    public CalibrationSource {
        if (count.isPresent() && count.getAsInt() < 1) {
            throw new Problem(
                    "Expected at least one calibration image, found %d: ask for one or more."
                            .formatted(count.getAsInt()));
        }
    }

    /**
     * Reads the set; of a dataset with splits, the training split.
     *
     * @param preprocessing of the model, for images
     * @param broken receives images that cannot be read; they are skipped
     * @throws Problem if there are no images, or they are not finite
     */
    public CalibrationSet read(Path path, Preprocessing preprocessing, Consumer<Problem> broken) {
        return path.toString().endsWith(ENDING)
                ? tensor(path)
                : pictures(ImageSources.open(path.toString(), Split.TRAIN), preprocessing, broken);
    }

    private CalibrationSet pictures(
            Dataset dataset, Preprocessing preprocessing, Consumer<Problem> broken) {
        int wanted = Math.min(count.orElse(USUAL), dataset.size());
        int[] order = choice.indices(dataset, wanted, seed);
        List<String> notes = new ArrayList<>(dataset.notes());
        notes.add("Calibrated with %s.".formatted(ImageSample.chosen(dataset, order).words()));
        Batches batches =
                new Batches(dataset, order, preprocessing, Math.max(1, order.length), broken);
        if (!batches.hasNext()) {
            throw new Problem(
                    "Expected calibration images in %s, found none that can be read: take another source."
                            .formatted(dataset.name()));
        }
        Batch all = batches.next();
        return new CalibrationSet(
                words(dataset.name()),
                all.images(),
                preprocessing.height(),
                preprocessing.width(),
                all.values(),
                all.contents(),
                notes);
    }

    private CalibrationSet tensor(Path path) {
        if (choice != CalibrationChoice.FIRST) {
            throw new Problem(
                    "A tensor of calibration images has no labels and is taken as it comes: choose its images as %s."
                            .formatted(CalibrationChoice.FIRST.id()));
        }
        try (WeightFile file = WeightFiles.open(path)) {
            StoredTensor images =
                    TENSORS.stream()
                            .map(file.tensors()::get)
                            .filter(tensor -> tensor != null)
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new Problem(
                                                    "Expected a tensor 'calibration' or 'images' in %s, found none: save the input under one of these names."
                                                            .formatted(path)));
            List<Long> shape = images.shape();
            if (shape.size() != 4 || shape.get(1) != 3) {
                throw new Problem(
                        "Expected '%s' of N × 3 × height × width in %s, found %s: save it in that layout."
                                .formatted(images.name(), path, shape));
            }
            int found = Math.toIntExact(shape.getFirst());
            int taken = Math.min(found, count.orElse(found));
            float[] values = file.floats(images.name());
            return new CalibrationSet(
                    path.getFileName().toString(),
                    taken,
                    Math.toIntExact(shape.get(2)),
                    Math.toIntExact(shape.get(3)),
                    taken == found ? values : Arrays.copyOf(values, values.length / found * taken));
        }
    }

    private String words(String dataset) {
        return choice == CalibrationChoice.FIRST
                ? "%s, %s".formatted(dataset, choice.id())
                : "%s, %s, seed %d".formatted(dataset, choice.id(), seed);
    }
}
