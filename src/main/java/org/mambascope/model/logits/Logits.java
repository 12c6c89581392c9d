package org.mambascope.model.logits;

import ai.djl.ndarray.NDArray;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A model's logits for some images. Those of an image are numbers if all are finite; otherwise the
 * model chooses nothing. Values are not copied and must not be changed.
 *
 * @param values images × classes
 * @param classes at least 1
 */
public record Logits(float[] values, int classes) {
    public Logits {
        if (classes < 1 || values.length % classes != 0) {
            throw new IllegalArgumentException(
                    "%d values are no rows of %d classes".formatted(values.length, classes));
        }
    }

    /** The logits of a forward pass, (images, classes). */
    public static Logits of(NDArray logits) {
        return new Logits(logits.toFloatArray(), Math.toIntExact(logits.getShape().tail()));
    }

    /**
     * As two classes where there is one logit: that of the other class is 0, so that softmax gives
     * the sigmoid.
     */
    public Logits decided() {
        if (classes > 1) {
            return this;
        }
        float[] pairs = new float[2 * values.length];
        for (int image = 0; image < values.length; image++) {
            pairs[2 * image + 1] = values[image];
        }
        return new Logits(pairs, 2);
    }

    /** Number of images. */
    public int images() {
        return values.length / classes;
    }

    /** Returns true if an image's logits are all finite. */
    public boolean areNumbers(int image) {
        for (int i = image * classes; i < (image + 1) * classes; i++) {
            if (!Float.isFinite(values[i])) {
                return false;
            }
        }
        return true;
    }

    /** Images whose logits are not numbers. */
    public int notNumbers() {
        return (int) IntStream.range(0, images()).filter(image -> !areNumbers(image)).count();
    }

    /**
     * The class that the model chooses for an image: of equal logits, the earlier class; none if
     * they are not numbers.
     */
    public OptionalInt choice(int image) {
        if (!areNumbers(image)) {
            return OptionalInt.empty();
        }
        int first = image * classes;
        int best = 0;
        for (int i = 1; i < classes; i++) {
            if (values[first + i] > values[first + best]) {
                best = i;
            }
        }
        return OptionalInt.of(best);
    }

    /** Says how many images gave no numbers; empty where all did. */
    public static Optional<String> note(long notNumbers, long images) {
        return notNumbers == 0
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "%,d of %,d images gave logits that are not numbers",
                                notNumbers,
                                images));
    }
}
