package org.mambascope.tensor;

/** The selective scan as its definition says it, in double precision, one value after the other. */
final class ReferenceScan {
    private ReferenceScan() {}

    /** As {@link SelectiveScan#apply}, on row-major arrays. */
    static double[] run(
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
        double[] y = new double[images * tokens * channels];
        for (int image = 0; image < images; image++) {
            for (int channel = 0; channel < channels; channel++) {
                double[] h = new double[states];
                for (int t = 0; t < tokens; t++) {
                    int at = (image * tokens + t) * channels + channel;
                    double step = softplus(delta[at] + deltaBias[channel]);
                    double out = skip[channel] * u[at];
                    for (int n = 0; n < states; n++) {
                        int row = (image * tokens + t) * states + n;
                        h[n] =
                                Math.exp(-step * Math.exp(a[channel * states + n])) * h[n]
                                        + step * b[row] * u[at];
                        out += c[row] * h[n];
                    }
                    y[at] = gate == null ? out : out * gate[at] / (1 + Math.exp(-gate[at]));
                }
            }
        }
        return y;
    }

    private static double softplus(double x) {
        return x > 20 ? x : Math.log1p(Math.exp(x));
    }
}
