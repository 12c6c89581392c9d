package org.mambascope.model.maskrcnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;

import org.mambascope.model.FloatingLinear;
import org.mambascope.model.detection.box.Boxes;
import org.mambascope.model.detection.box.FeatureMap;
import org.mambascope.model.detection.box.RoiAlign;
import org.mambascope.tensor.PatchConvolution;

import java.util.List;

/**
 * Mask head ({@code FCNMaskHead} of mmdetection): a square of probabilities over each box.
 *
 * @param convolutions of 3 × 3
 * @param upsampling the transposed convolution of 2 × 2 with stride 2, as a layer from a cell's
 *     channels to those of its four parts: rows, then columns, then channels
 * @param logits of all classes
 */
record MaskHead(
        List<PatchConvolution> convolutions, FloatingLinear upsampling, FloatingLinear logits) {
    private static final int CELLS = 14;
    private static final int FINER = 2;

    /** Cells on each side of a mask. */
    static final int SIDE = FINER * CELLS;

    private static final RoiAlign REGIONS = new RoiAlign(CELLS);

    /**
     * Logits of the masks of regions.
     *
     * @return (regions, {@value #SIDE} · {@value #SIDE}, classes)
     */
    NDArray answer(List<FeatureMap> maps, List<Integer> strides, Boxes regions, NDManager owner) {
        int channels = maps.getFirst().channels();
        long count = regions.count();
        NDArray hidden =
                owner.create(
                        REGIONS.apply(maps, strides, regions),
                        new Shape(count, channels, CELLS, CELLS));
        hidden = Activation.relu(convolutions.getFirst().ofPlanes(hidden));
        for (PatchConvolution layer : convolutions.subList(1, convolutions.size())) {
            hidden = Activation.relu(layer.ofTokens(hidden, CELLS, CELLS));
        }
        NDArray finer = Activation.relu(upsampling.apply(hidden));
        long out = finer.getShape().tail() / (FINER * FINER);
        NDArray cells =
                finer.reshape(count, CELLS, CELLS, FINER, FINER, out)
                        .transpose(0, 1, 3, 2, 4, 5)
                        .reshape(count, (long) SIDE * SIDE, out);
        return logits.apply(cells);
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
