package org.mambascope.tensor;

/** The selective scan as its definition says it, in double precision, one value after the other. */
public final class ReferenceScan {
    private ReferenceScan() {}

    /**
     * What a scan computes, all (images, tokens, channels).
     *
     * @param delta after softplus
     * @param state per channel the state of the largest magnitude
     * @param output before any gate
     */
    public record Followed(double[] delta, double[] state, double[] output) {}

    /** As {@link SelectiveScan#apply}, on row-major arrays. */
    public static double[] run(
            int images,
            int tokens,
            int channels,
            int states,
            double[] u,
            double[] delta,
            double[] a,
            double[] b,
            double[] c,
            double[] skip,
            double[] deltaBias,
            double[] gate) {
        double[] y =
                follow(images, tokens, channels, states, u, delta, a, b, c, skip, deltaBias)
                        .output();
        for (int i = 0; gate != null && i < y.length; i++) {
            y[i] *= gate[i] / (1 + Math.exp(-gate[i]));
        }
        return y;
    }

    /** The same with what is computed on the way. */
    public static Followed follow(
            int images,
            int tokens,
            int channels,
            int states,
            double[] u,
            double[] delta,
            double[] a,
            double[] b,
            double[] c,
            double[] skip,
            double[] deltaBias) {
        int size = images * tokens * channels;
        Followed found = new Followed(new double[size], new double[size], new double[size]);
        for (int image = 0; image < images; image++) {
            for (int channel = 0; channel < channels; channel++) {
                double[] h = new double[states];
                for (int t = 0; t < tokens; t++) {
                    int at = (image * tokens + t) * channels + channel;
                    double step = softplus(delta[at] + deltaBias[channel]);
                    double out = skip[channel] * u[at];
                    double largest = 0;
                    for (int n = 0; n < states; n++) {
                        int row = (image * tokens + t) * states + n;
                        h[n] =
                                Math.exp(-step * Math.exp(a[channel * states + n])) * h[n]
                                        + step * b[row] * u[at];
                        out += c[row] * h[n];
                        largest = Math.abs(h[n]) > Math.abs(largest) ? h[n] : largest;
                    }
                    found.delta()[at] = step;
                    found.state()[at] = largest;
                    found.output()[at] = out;
                }
            }
        }
        return found;
    }

    private static double softplus(double x) {
        return x > 20 ? x : Math.log1p(Math.exp(x));
    }
}
