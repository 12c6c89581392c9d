package org.mambascope.model.maskrcnn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

import org.mambascope.model.FloatingLinear;
import org.mambascope.model.detection.box.RoiAlign;
import org.mambascope.tensor.PatchConvolution;

import java.util.List;

/**
 * Mask head ({@code FCNMaskHead} of mmdetection): a square of probabilities over each box.
 *
 * @param convolutions of 3 × 3
 * @param upsampling of each cell to four
 * @param logits of all classes
 */
record MaskHead(
        List<PatchConvolution> convolutions, CellUpsampling upsampling, FloatingLinear logits) {
    private static final int CELLS = 14;
    private static final int FINER = 2;

    /** Cells on each side of a mask. */
    public static final int SIDE = FINER * CELLS;

    static final RoiAlign REGIONS = new RoiAlign(CELLS);

    /**
     * Logits of the masks of regions.
     *
     * @param aligned features of the regions, (regions, channels, {@value #CELLS}, {@value #CELLS})
     * @return (regions, {@value #SIDE} · {@value #SIDE}, classes)
     */
    NDArray answer(NDArray aligned) {
        NDArray hidden = Activation.relu(convolutions.getFirst().ofPlanes(aligned));
        for (PatchConvolution layer : convolutions.subList(1, convolutions.size())) {
            hidden = Activation.relu(layer.ofTokens(hidden, CELLS, CELLS));
        }
        return logits.apply(Activation.relu(upsampling.apply(hidden, CELLS)));
    }

    /** Probabilities of each region's own class, regions × {@value #SIDE} × {@value #SIDE}. */
    static float[][] probabilities(NDArray logits, int... labels) {
        float[] values = logits.toFloatArray();
        int classes = Math.toIntExact(logits.getShape().tail());
        float[][] masks = new float[labels.length][SIDE * SIDE];
        for (int region = 0; region < labels.length; region++) {
            for (int cell = 0; cell < SIDE * SIDE; cell++) {
                float logit = values[(region * SIDE * SIDE + cell) * classes + labels[region]];
                masks[region][cell] = (float) (1 / (1 + Math.exp(-logit)));
            }
        }
        return masks;
    }
}
