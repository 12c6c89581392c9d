package org.mambascope.model.vim;

import org.mambascope.model.layer.ClassToken;
import org.mambascope.model.plain.PlainConfiguration;

import java.util.Arrays;
import java.util.Map;

/**
 * A Vim as its definition says it: one image, double precision, one value after the other. It reads
 * weights by their original names and follows the original's {@code forward_features} line by line.
 */
final class PlainVim {
    private static final double EPSILON = 1e-5;

    private final VimConfiguration vim;
    private final PlainConfiguration c;
    private final Map<String, float[]> weights;

    PlainVim(VimConfiguration configuration, Map<String, float[]> weights) {
        vim = configuration;
        c = configuration.plain();
        this.weights = weights;
    }

    /** Logits of one image (3 × side × side). */
    double[] forward(float[] image) {
        double[][] x = embed(image);
        double[][] hidden = x;
        double[][] residual = null;
        if (vim.alternating()) {
            for (int pair = 0; pair < c.depth() / 2; pair++) {
                hidden = rotate(hidden);
                residual = residual == null || !c.rotaryResidual() ? residual : rotate(residual);
                double[][][] ahead = block(2 * pair, hidden, residual);
                double[][][] behind =
                        block(
                                2 * pair + 1,
                                reverse(hidden),
                                residual == null ? null : reverse(residual));
                hidden = add(ahead[0], reverse(behind[0]));
                residual = add(ahead[1], reverse(behind[1]));
            }
        } else {
            for (int index = 0; index < c.depth(); index++) {
                hidden = rotate(hidden);
                residual = residual == null || !c.rotaryResidual() ? residual : rotate(residual);
                double[][][] out = block(index, hidden, residual);
                hidden = out[0];
                residual = out[1];
            }
        }
        return classify(norm("norm_f", add(residual, hidden)));
    }

    private double[] classify(double[][] tokens) {
        int last = tokens.length - 1;
        return switch (c.classToken()) {
            case MIDDLE -> head(tokens[(tokens.length - 1) / 2]);
            case HEAD -> head(tokens[0]);
            case BOTH_ENDS -> {
                double[] mean = new double[c.width()];
                for (int i = 0; i < mean.length; i++) {
                    mean[i] = (tokens[0][i] + tokens[last][i]) / 2;
                }
                yield head(mean);
            }
            case NONE ->
                    switch (c.pooling()) {
                        case NONE -> head(tokens[last]);
                        case MEAN -> head(mean(tokens));
                        case MAX -> {
                            double[] largest = new double[c.classes()];
                            Arrays.fill(largest, Double.NEGATIVE_INFINITY);
                            for (double[] token : tokens) {
                                double[] logits = head(token);
                                for (int i = 0; i < logits.length; i++) {
                                    largest[i] = Math.max(largest[i], logits[i]);
                                }
                            }
                            yield largest;
                        }
                    };
        };
    }

    private static double[] mean(double[][] tokens) {
        double[] mean = new double[tokens[0].length];
        for (double[] token : tokens) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += token[i] / tokens.length;
            }
        }
        return mean;
    }

    private double[] head(double[] token) {
        return linear("head", new double[][] {token})[0];
    }

    private double[][] embed(float[] image) {
        int side = c.side();
        float[] weight = weights.get("patch_embed.proj.weight");
        float[] bias = weights.get("patch_embed.proj.bias");
        double[][] patches = new double[side * side][c.width()];
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                for (int e = 0; e < c.width(); e++) {
                    double sum = bias[e];
                    for (int colour = 0; colour < c.colours(); colour++) {
                        for (int dy = 0; dy < c.patchSize(); dy++) {
                            for (int dx = 0; dx < c.patchSize(); dx++) {
                                int y = row * c.stride() + dy;
                                int x = column * c.stride() + dx;
                                sum +=
                                        (double)
                                                        weight[
                                                                ((e * c.colours() + colour)
                                                                                                * c
                                                                                                        .patchSize()
                                                                                        + dy)
                                                                                * c.patchSize()
                                                                        + dx]
                                                * image[
                                                        (colour * c.imageSize() + y) * c.imageSize()
                                                                + x];
                            }
                        }
                    }
                    patches[row * side + column][e] = sum;
                }
            }
        }
        double[][] tokens = withClassTokens(patches);
        if (c.absolutePosition()) {
            float[] position = weights.get("pos_embed");
            for (int t = 0; t < tokens.length; t++) {
                for (int e = 0; e < c.width(); e++) {
                    tokens[t][e] += position[t * c.width() + e];
                }
            }
        }
        return tokens;
    }

    private double[][] withClassTokens(double[][] patches) {
        double[][] tokens = new double[patches.length + c.classToken().count()][];
        int first =
                switch (c.classToken()) {
                    case MIDDLE -> patches.length / 2;
                    case HEAD, BOTH_ENDS -> 0;
                    case NONE -> -1;
                };
        int patch = 0;
        for (int t = 0; t < tokens.length; t++) {
            if (t == first) {
                tokens[t] =
                        doubles(
                                weights.get(
                                        c.classToken() == ClassToken.BOTH_ENDS
                                                ? "cls_token_head"
                                                : "cls_token"));
            } else if (patch == patches.length) {
                tokens[t] = doubles(weights.get("cls_token_tail"));
            } else {
                tokens[t] = patches[patch++];
            }
        }
        return tokens;
    }

    private double[][] rotate(double[][] x) {
        if (!c.rotaryPosition()) {
            return x;
        }
        int side = c.side();
        int half = c.width() / 2;
        int skipped = x.length % 2 == 0 ? 0 : 1;
        double[][] y = new double[x.length][];
        y[0] = x[0];
        for (int t = skipped; t < x.length; t++) {
            y[t] = new double[c.width()];
            for (int e = 0; e < c.width(); e++) {
                int patch = t - skipped;
                int place = e < half ? patch / side : patch % side;
                double frequency = Math.pow(10_000, -2.0 * (e % half / 2) / half);
                double angle = (double) place / side * c.pretrainedSide().orElseThrow() * frequency;
                double partner = e % 2 == 0 ? -x[t][e + 1] : x[t][e - 1];
                y[t][e] = x[t][e] * Math.cos(angle) + partner * Math.sin(angle);
            }
        }
        return y;
    }

    private double[][][] block(int index, double[][] hidden, double[][] residual) {
        double[][] sum = residual == null ? hidden : add(residual, hidden);
        return new double[][][] {
            mixer("layers." + index + ".mixer.", norm("layers." + index + ".norm", sum)), sum
        };
    }

    private double[][] mixer(String prefix, double[][] hidden) {
        double[][] projected = linear(prefix + "in_proj", hidden);
        double[][] x = columns(projected, 0, c.innerWidth());
        double[][] z = columns(projected, c.innerWidth(), 2 * c.innerWidth());
        double[][] y =
                switch (vim.directions()) {
                    case FORWARD -> scan(prefix, "", "A_log", "D", x, z, false);
                    case SHARED ->
                            add(
                                    scan(prefix, "", "A_log", "D", x, z, false),
                                    scan(prefix, "", "A_b_log", "D", x, z, true));
                    case SEPARATE ->
                            add(
                                    scan(prefix, "", "A_log", "D", x, z, false),
                                    reverse(
                                            scan(
                                                    prefix,
                                                    "_b",
                                                    "A_b_log",
                                                    "D_b",
                                                    reverse(x),
                                                    reverse(z),
                                                    false)));
                };
        if (vim.directions() == Directions.SEPARATE && vim.dividesOutput()) {
            for (double[] token : y) {
                for (int d = 0; d < token.length; d++) {
                    token[d] /= 2;
                }
            }
        }
        double[][] out = linear(prefix + "out_proj", y);
        float[] gamma = weights.get(prefix + "gamma");
        if (gamma != null) {
            for (double[] token : out) {
                for (int e = 0; e < token.length; e++) {
                    token[e] *= gamma[e];
                }
            }
        }
        return out;
    }

    /**
     * The selection sees x in the order given; with {@code backwards} only the recurrence runs from
     * the end.
     */
    private double[][] scan(
            String prefix,
            String suffix,
            String decay,
            String skip,
            double[][] x,
            double[][] z,
            boolean backwards) {
        int inner = c.innerWidth();
        int states = c.stateSize();
        float[] taps = weights.get(prefix + "conv1d" + suffix + ".weight");
        float[] offset = weights.get(prefix + "conv1d" + suffix + ".bias");
        double[][] u = new double[x.length][inner];
        for (int t = 0; t < x.length; t++) {
            for (int d = 0; d < inner; d++) {
                double sum = offset[d];
                for (int k = 0; k < c.taps(); k++) {
                    int from = t - (c.taps() - 1) + k;
                    sum += from < 0 ? 0 : taps[d * c.taps() + k] * x[from][d];
                }
                u[t][d] = silu(sum);
            }
        }
        double[][] selected = multiply(weights.get(prefix + "x_proj" + suffix + ".weight"), u);
        double[][] delta =
                multiply(
                        weights.get(prefix + "dt_proj" + suffix + ".weight"),
                        columns(selected, 0, c.stepRank()));
        float[] bias = weights.get(prefix + "dt_proj" + suffix + ".bias");
        float[] a = weights.get(prefix + decay);
        float[] direct = weights.get(prefix + skip);
        double[][] y = new double[x.length][inner];
        for (int d = 0; d < inner; d++) {
            double[] h = new double[states];
            for (int i = 0; i < x.length; i++) {
                int t = backwards ? x.length - 1 - i : i;
                double step = Math.log1p(Math.exp(delta[t][d] + bias[d]));
                double out = direct[d] * u[t][d];
                for (int n = 0; n < states; n++) {
                    double b = selected[t][c.stepRank() + n];
                    double cc = selected[t][c.stepRank() + states + n];
                    h[n] =
                            Math.exp(-Math.exp(a[d * states + n]) * step) * h[n]
                                    + step * b * u[t][d];
                    out += cc * h[n];
                }
                y[t][d] = out * silu(z[t][d]);
            }
        }
        return y;
    }

    private double[][] norm(String prefix, double[][] x) {
        float[] weight = weights.get(prefix + ".weight");
        float[] bias =
                c.rootMeanSquareNorm() ? new float[weight.length] : weights.get(prefix + ".bias");
        double[][] y = new double[x.length][weight.length];
        for (int t = 0; t < x.length; t++) {
            double mean = c.rootMeanSquareNorm() ? 0 : Arrays.stream(x[t]).average().orElseThrow();
            double square = 0;
            for (double value : x[t]) {
                square += (value - mean) * (value - mean) / weight.length;
            }
            for (int e = 0; e < weight.length; e++) {
                y[t][e] = (x[t][e] - mean) / Math.sqrt(square + EPSILON) * weight[e] + bias[e];
            }
        }
        return y;
    }

    private double[][] linear(String layer, double[][] x) {
        double[][] y = multiply(weights.get(layer + ".weight"), x);
        float[] bias = weights.get(layer + ".bias");
        if (bias != null) {
            for (double[] token : y) {
                for (int o = 0; o < token.length; o++) {
                    token[o] += bias[o];
                }
            }
        }
        return y;
    }

    private static double[][] multiply(float[] weight, double[][] x) {
        int inputs = x[0].length;
        int outputs = weight.length / inputs;
        double[][] y = new double[x.length][outputs];
        for (int t = 0; t < x.length; t++) {
            for (int o = 0; o < outputs; o++) {
                for (int k = 0; k < inputs; k++) {
                    y[t][o] += weight[o * inputs + k] * x[t][k];
                }
            }
        }
        return y;
    }

    private static double silu(double x) {
        return x / (1 + Math.exp(-x));
    }

    private static double[][] columns(double[][] x, int from, int to) {
        return Arrays.stream(x)
                .map(token -> Arrays.copyOfRange(token, from, to))
                .toArray(double[][]::new);
    }

    private static double[][] reverse(double[][] x) {
        double[][] y = new double[x.length][];
        for (int t = 0; t < x.length; t++) {
            y[t] = x[x.length - 1 - t];
        }
        return y;
    }

    private static double[][] add(double[][] a, double[][] b) {
        double[][] sum = new double[a.length][a[0].length];
        for (int t = 0; t < a.length; t++) {
            for (int i = 0; i < a[t].length; i++) {
                sum[t][i] = a[t][i] + b[t][i];
            }
        }
        return sum;
    }

    private static double[] doubles(float[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i];
        }
        return result;
    }
}
