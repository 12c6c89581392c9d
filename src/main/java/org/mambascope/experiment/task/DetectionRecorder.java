package org.mambascope.experiment.task;

import ai.djl.ndarray.NDArray;

import org.mambascope.checkpoint.ElementType;
import org.mambascope.checkpoint.OutputTensor;
import org.mambascope.experiment.evaluation.TensorRecorder;
import org.mambascope.image.Picture;
import org.mambascope.model.Probe;
import org.mambascope.model.VisualMamba;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps what a detector makes of one image, to be written as tensors. */
public final class DetectionRecorder implements Probe {
    private static final Set<String> ANSWERS =
            Set.of("det_boxes", "det_scores", "det_labels", "masks");

    private final TensorRecorder recorder;
    private final boolean everything;
    private final ObjectnessProbe objectness = new ObjectnessProbe();

    /**
     * A recorder with nothing recorded yet.
     *
     * @param sized the network over the size of the input
     * @param everything whether more than the detections is kept
     */
    public DetectionRecorder(VisualMamba sized, boolean everything) {
        recorder = new TensorRecorder(sized);
        this.everything = everything;
    }

    @Override
    public boolean wants(String point) {
        return everything || ANSWERS.contains(point) || objectness.wants(point);
    }

    @Override
    public void take(String point, NDArray value) {
        if (objectness.wants(point)) {
            objectness.take(point, value);
        }
        if (everything || ANSWERS.contains(point)) {
            recorder.take(point, value);
        }
    }

    /** Returns true if the logits of objects at all anchors are finite. */
    public boolean areNumbers() {
        for (float logit : objectness.logits()) {
            if (!Float.isFinite(logit)) {
                return false;
            }
        }
        return true;
    }

    /** Everything that was kept. */
    public Map<String, OutputTensor> tensors() {
        return recorder.tensors();
    }

    /** An image's bytes, height × width × colours. */
    public static OutputTensor pixels(Picture picture) {
        byte[] bytes = new byte[3 * picture.rgb().length];
        for (int i = 0; i < picture.rgb().length; i++) {
            int rgb = picture.rgb()[i];
            bytes[3 * i] = (byte) (rgb >> 16);
            bytes[3 * i + 1] = (byte) (rgb >> 8);
            bytes[3 * i + 2] = (byte) rgb;
        }
        return OutputTensor.bytes(
                ElementType.U8,
                List.of((long) picture.height(), (long) picture.width(), 3L),
                bytes);
    }
}
