package org.mambascope.model.detection.box;

import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Inputs and answers of mmdetection's, mmcv's and OpenCV's single operations. */
public final class UnitAnswers {
    private UnitAnswers() {}

    /** A tensor of numbers. */
    public static float[] floats(String name) {
        try (WeightFile file = open()) {
            return file.floats(name);
        }
    }

    /** A tensor of whole numbers. */
    public static int[] integers(String name) {
        try (WeightFile file = open()) {
            return Arrays.stream(file.integers(name)).mapToInt(Math::toIntExact).toArray();
        }
    }

    /** Sizes of a tensor, the outermost first. */
    public static List<Integer> shape(String name) {
        try (WeightFile file = open()) {
            return file.tensors().get(name).shape().stream().map(Math::toIntExact).toList();
        }
    }

    private static WeightFile open() {
        try {
            return WeightFiles.open(
                    Path.of(UnitAnswers.class.getResource("/detection/units.safetensors").toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
