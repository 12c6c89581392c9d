package org.mambascope.tensor.cpu.fakequant;

import static org.mambascope.tensor.cpu.vector.VectorMath.LANES;
import static org.mambascope.tensor.cpu.vector.VectorMath.SPECIES;
import static org.mambascope.tensor.cpu.vector.VectorMath.atLeast;
import static org.mambascope.tensor.cpu.vector.VectorMath.atMost;
import static org.mambascope.tensor.cpu.vector.VectorMath.nearest;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

import org.mambascope.tensor.cpu.thread.WorkerPool;
import org.mambascope.tensor.cpu.vector.RowView;
import org.mambascope.tensor.cpu.vector.VectorMath;

import java.util.Arrays;

/**
 * Simulated quantisation of activations, forwards and back, each in one pass over the values: what
 * {@code quantisers.torchscript} says in a dozen operators.
 */
public final class FakeQuantKernel {
    private static final float SMALLEST_STEP = 1e-8f;

    private static final FloatVector NONE = FloatVector.zero(SPECIES);

    /** Rows that one part takes. */
    private static final int BLOCK = 64;

    private final int channels;
    private final int paddedChannels;
    private final int tokens;
    private final float[] smooth;
    private final float[] steps;
    private final float[] zeros;
    private final FloatVector top;

    /**
     * A quantiser.
     *
     * @param tokens of an image
     * @param smooth by channel, or a single value
     * @param steps by token, or a single one
     * @param zeros as steps
     * @param top the largest code
     */
    public FakeQuantKernel(
            int channels, int tokens, float[] smooth, float[] steps, float[] zeros, float top) {
        if (smooth.length != 1 && smooth.length != channels
                || steps.length != 1 && steps.length != tokens
                || zeros.length != steps.length) {
            throw new IllegalArgumentException(
                    "expected a scale for each of %d channels and steps for %d tokens, found %d, %d and %d"
                            .formatted(
                                    channels, tokens, smooth.length, steps.length, zeros.length));
        }
        this.channels = channels;
        this.tokens = tokens;
        paddedChannels = Math.ceilDiv(channels, LANES) * LANES;
        this.smooth = new float[paddedChannels];
        Arrays.fill(this.smooth, smooth[0]);
        System.arraycopy(smooth, 0, this.smooth, 0, smooth.length);
        this.steps = steps;
        this.zeros = zeros;
        this.top = FloatVector.broadcast(SPECIES, top);
    }

    /**
     * Rounds rows to their levels.
     *
     * @param rows images · tokens
     * @param y shaped as {@code x}, overwritten
     */
    public void run(int rows, RowView x, RowView y) {
        WorkerPool.shared()
                .run(
                        Math.ceilDiv(rows, BLOCK),
                        part -> {
                            int end = Math.min(rows, (part + 1) * BLOCK);
                            for (int row = part * BLOCK; row < end; row++) {
                                round(row, x, y);
                            }
                        });
    }

    private int group(int row) {
        return row % tokens % steps.length;
    }

    private void round(int row, RowView x, RowView y) {
        float step = Math.max(steps[group(row)], SMALLEST_STEP);
        float zero = zeros[group(row)];
        for (int channel = 0; channel < channels; channel += LANES) {
            FloatVector scaled =
                    x.load(row, channel)
                            .div(FloatVector.fromArray(SPECIES, smooth, channel))
                            .div(step);
            FloatVector code = atMost(atLeast(nearest(scaled).add(zero), NONE), top);
            y.store(row, channel, code.sub(zero).mul(step));
        }
    }

    /**
     * Gradients of what a quantiser depends on, added up over rows.
     *
     * @param smooth by channel
     * @param steps by step
     * @param zeros by step
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Gradients(float[] smooth, float[] steps, float[] zeros) {}

    /**
     * Goes back: rounding counts as the identity, and what was clamped passes nothing.
     *
     * @param gradient of the rounded rows
     * @param ofX overwritten with that of {@code x}
     */
    public Gradients back(int rows, RowView x, RowView gradient, RowView ofX) {
        int parts = Math.ceilDiv(rows, BLOCK);
        float[][] ofSmooth = new float[parts][paddedChannels];
        float[] ofSteps = new float[rows];
        float[] ofZeros = new float[rows];
        WorkerPool.shared()
                .run(
                        parts,
                        part -> {
                            int end = Math.min(rows, (part + 1) * BLOCK);
                            for (int row = part * BLOCK; row < end; row++) {
                                back(row, x, gradient, ofX, ofSmooth[part], ofSteps, ofZeros);
                            }
                        });
        float[] smoothSum = new float[channels];
        for (float[] part : ofSmooth) {
            for (int channel = 0; channel < channels; channel++) {
                smoothSum[channel] += part[channel];
            }
        }
        return new Gradients(smoothSum, byStep(ofSteps), byStep(ofZeros));
    }

    private float[] byStep(float[] byRow) {
        float[] sums = new float[steps.length];
        for (int row = 0; row < byRow.length; row++) {
            sums[group(row)] += byRow[row];
        }
        return sums;
    }

    private void back(
            int row,
            RowView x,
            RowView gradient,
            RowView ofX,
            float[] ofSmooth,
            float[] ofSteps,
            float[] ofZeros) {
        float step = Math.max(steps[group(row)], SMALLEST_STEP);
        float zero = zeros[group(row)];
        FloatVector stepSum = NONE;
        FloatVector zeroSum = NONE;
        for (int channel = 0; channel < channels; channel += LANES) {
            FloatVector scale = FloatVector.fromArray(SPECIES, smooth, channel);
            FloatVector smoothed = x.load(row, channel).div(scale);
            FloatVector scaled = smoothed.div(step);
            FloatVector position = nearest(scaled).add(zero);
            FloatVector code = atMost(atLeast(position, NONE), top);
            VectorMask<Float> clamped = position.lt(NONE).or(top.lt(position));
            FloatVector g = gradient.load(row, channel);
            FloatVector passed = g.div(scale).blend(NONE, clamped);
            ofX.store(row, channel, passed);
            FloatVector.fromArray(SPECIES, ofSmooth, channel)
                    .sub(passed.mul(smoothed))
                    .intoArray(ofSmooth, channel);
            FloatVector level = code.sub(zero);
            stepSum = stepSum.add(g.mul(level.sub(scaled.blend(NONE, clamped))));
            zeroSum = zeroSum.add(g.blend(NONE, clamped.not()));
        }
        ofSteps[row] = steps[group(row)] < SMALLEST_STEP ? 0 : VectorMath.sum(stepSum);
        ofZeros[row] = -step * VectorMath.sum(zeroSum);
    }
}
