package org.mambascope.experiment.task;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.Probe;

import java.util.ArrayList;
import java.util.List;

/** Keeps the logits of an object at every anchor: the numbers that detections are made of. */
final class ObjectnessProbe implements Probe {
    private final List<float[]> levels = new ArrayList<>();

    @Override
    public boolean wants(String point) {
        return point.startsWith("rpn_cls");
    }

    @Override
    public void take(String point, NDArray value) {
        levels.add(value.toFloatArray());
    }

    /** The logits of all levels. */
    float[] logits() {
        float[] all = new float[levels.stream().mapToInt(level -> level.length).sum()];
        int at = 0;
        for (float[] level : levels) {
            System.arraycopy(level, 0, all, at, level.length);
            at += level.length;
        }
        return all;
    }
}
