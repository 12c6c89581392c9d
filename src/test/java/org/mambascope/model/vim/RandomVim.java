package org.mambascope.model.vim;

import org.mambascope.checkpoint.OutputTensor;
import org.mambascope.checkpoint.SafetensorsWriter;
import org.mambascope.model.layer.ClassToken;
import org.mambascope.model.plain.PlainConfiguration;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Weights of a Vim of any configuration, at random and of a size that keeps activations near one.
 */
final class RandomVim {
    private final VimConfiguration vim;
    private final PlainConfiguration c;
    private final boolean layerScale;
    private final Random random;
    private final Map<String, float[]> values = new LinkedHashMap<>();
    private final Map<String, List<Long>> shapes = new LinkedHashMap<>();

    RandomVim(VimConfiguration configuration, boolean layerScale, long seed) {
        this.layerScale = layerScale;
        vim = configuration;
        c = configuration.plain();
        random = new Random(seed);
        normal(
                "patch_embed.proj.weight",
                0.1,
                c.width(),
                c.colours(),
                c.patchSize(),
                c.patchSize());
        normal("patch_embed.proj.bias", 0.1, c.width());
        switch (c.classToken()) {
            case MIDDLE, HEAD -> normal("cls_token", 1, 1, 1, c.width());
            case BOTH_ENDS -> {
                normal("cls_token_head", 1, 1, 1, c.width());
                normal("cls_token_tail", 1, 1, 1, c.width());
            }
            case NONE -> {}
        }
        if (c.absolutePosition()) {
            normal("pos_embed", 0.5, 1, c.tokens(), c.width());
        }
        for (int i = 0; i < c.depth(); i++) {
            norm("layers." + i + ".norm");
            mixer("layers." + i + ".mixer.");
        }
        norm("norm_f");
        normal("head.weight", 0.3, c.classes(), c.width());
        normal("head.bias", 0.3, c.classes());
    }

    /** The weights by name. */
    Map<String, float[]> values() {
        return values;
    }

    /** Writes them as a weight file. */
    Path write(Path file) {
        Map<String, OutputTensor> tensors = new LinkedHashMap<>();
        values.forEach(
                (name, array) -> tensors.put(name, OutputTensor.floats(shapes.get(name), array)));
        SafetensorsWriter.write(file, tensors, Map.of());
        return file;
    }

    private void norm(String prefix) {
        normal(prefix + ".weight", 1, c.width());
        if (!c.rootMeanSquareNorm()) {
            normal(prefix + ".bias", 0.2, c.width());
        }
    }

    private void mixer(String prefix) {
        normal(prefix + "in_proj.weight", 0.3, 2L * c.innerWidth(), c.width());
        normal(prefix + "out_proj.weight", 0.2, c.width(), c.innerWidth());
        if (c.classToken() == ClassToken.NONE) {
            normal(prefix + "in_proj.bias", 0.2, 2L * c.innerWidth());
            normal(prefix + "out_proj.bias", 0.2, c.width());
        }
        direction(prefix, "");
        normal(prefix + "A_log", 0.5, c.innerWidth(), c.stateSize());
        if (vim.directions() != Directions.FORWARD) {
            normal(prefix + "A_b_log", 0.5, c.innerWidth(), c.stateSize());
        }
        if (vim.directions() == Directions.SEPARATE) {
            direction(prefix, "_b");
        }
        if (layerScale) {
            normal(prefix + "gamma", 1, c.width());
        }
    }

    private void direction(String prefix, String suffix) {
        normal(prefix + "conv1d" + suffix + ".weight", 0.4, c.innerWidth(), 1, c.taps());
        normal(prefix + "conv1d" + suffix + ".bias", 0.2, c.innerWidth());
        normal(
                prefix + "x_proj" + suffix + ".weight",
                0.3,
                c.stepRank() + 2L * c.stateSize(),
                c.innerWidth());
        normal(prefix + "dt_proj" + suffix + ".weight", 0.5, c.innerWidth(), c.stepRank());
        normal(prefix + "dt_proj" + suffix + ".bias", 1, c.innerWidth());
        normal(prefix + "D" + suffix, 1, c.innerWidth());
    }

    private void normal(String name, double scale, long... shape) {
        int size = 1;
        for (long length : shape) {
            size = Math.multiplyExact(size, Math.toIntExact(length));
        }
        float[] array = new float[size];
        for (int i = 0; i < size; i++) {
            array[i] = (float) (scale * random.nextGaussian());
        }
        values.put(name, array);
        shapes.put(name, Arrays.stream(shape).boxed().toList());
    }
}
