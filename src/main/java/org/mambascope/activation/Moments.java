package org.mambascope.activation;

import java.util.Arrays;

/**
 * Number, mean, sums of powers of the deviations from the mean, and extremes of some finite values.
 * Two of them merge into that of all values without a loss of digits (Pébay, Formulas for robust,
 * one-pass parallel computation of covariances and arbitrary-order statistical moments, 2008).
 *
 * @param count number of values
 * @param mean their mean; 0 for none
 * @param squares Σ (value − mean)²
 * @param cubes Σ (value − mean)³
 * @param fourths Σ (value − mean)⁴
 * @param smallest smallest value; +∞ for none
 * @param largest largest value; −∞ for none
 */
record Moments(
        long count,
        double mean,
        double squares,
        double cubes,
        double fourths,
        double smallest,
        double largest) {
    /** Of no values. */
    static final Moments NONE =
            new Moments(0, 0, 0, 0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    /**
     * Of the finite ones among {@code values[from]}, {@code values[from + stride]}, …
     *
     * @param count number of values, finite or not
     */
    static Moments of(float[] values, int from, int stride, int count) {
        double sum = 0;
        float smallest = Float.POSITIVE_INFINITY;
        float largest = Float.NEGATIVE_INFINITY;
        int end = from + stride * count;
        for (int i = from; i < end; i += stride) {
            float value = values[i];
            sum += value;
            // Compared, not Math.min: that is several times slower and spoils the pass.
            if (value < smallest) {
                smallest = value;
            }
            if (value > largest) {
                largest = value;
            }
        }
        // A sum of finite floats cannot leave the range of a double.
        if (!Double.isFinite(sum)) {
            float[] finite = finite(values, from, stride, count);
            return of(finite, 0, 1, finite.length);
        }
        if (count == 0) {
            return NONE;
        }
        double mean = sum / count;
        double squares = 0;
        double cubes = 0;
        double fourths = 0;
        for (int i = from; i < end; i += stride) {
            double deviation = values[i] - mean;
            double square = deviation * deviation;
            squares += square;
            cubes += square * deviation;
            fourths += square * square;
        }
        return new Moments(count, mean, squares, cubes, fourths, smallest, largest);
    }

    private static float[] finite(float[] values, int from, int stride, int count) {
        float[] finite = new float[count];
        int size = 0;
        for (int i = 0; i < count; i++) {
            float value = values[from + i * stride];
            if (Float.isFinite(value)) {
                finite[size++] = value;
            }
        }
        return Arrays.copyOf(finite, size);
    }

    /** Of both sets of values together. */
    Moments merge(Moments other) {
        if (count == 0) {
            return other;
        }
        if (other.count == 0) {
            return this;
        }
        double a = count;
        double b = other.count;
        double n = a + b;
        double delta = other.mean - mean;
        double step = delta / n;
        double between = delta * step * a * b;
        return new Moments(
                count + other.count,
                mean + b * step,
                squares + other.squares + between,
                cubes
                        + other.cubes
                        + between * step * (a - b)
                        + 3 * step * (a * other.squares - b * squares),
                fourths
                        + other.fourths
                        + between * step * step * (a * a - a * b + b * b)
                        + 6 * step * step * (a * a * other.squares + b * b * squares)
                        + 4 * step * (a * other.cubes - b * cubes),
                Math.min(smallest, other.smallest),
                Math.max(largest, other.largest));
    }

    /** Smallest value; NaN for none. */
    double minimum() {
        return count == 0 ? Double.NaN : smallest;
    }

    /** Largest value; NaN for none. */
    double maximum() {
        return count == 0 ? Double.NaN : largest;
    }

    /** Mean; NaN for none. */
    double average() {
        return count == 0 ? Double.NaN : mean;
    }

    /** Population variance; NaN for no values. */
    double variance() {
        return squares / count;
    }

    /** Fourth standardised moment; NaN where all values are equal. */
    double kurtosis() {
        return count * fourths / (squares * squares);
    }
}
