package org.mambascope.quant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;
import org.mambascope.model.Goldens;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.plan.LayerBits;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the original PTQ4VM code computed for a small Vim. */
public final class Ptq4vmGoldens implements AutoCloseable {
    static final int EPOCHS = 20;
    private static final String NAME = "vim_small_midcls";
    private static final Pattern LOSS = Pattern.compile("iter (\\d+) loss:([0-9.e-]+)");

    private final WeightFile file = WeightFiles.open(Goldens.file(NAME + ".ptq4vm.safetensors"));

    public static Path model() {
        return Goldens.file(NAME + ".safetensors");
    }

    public CalibrationSet calibration() {
        List<Long> shape = file.tensors().get("calibration").shape();
        return new CalibrationSet(
                "golden",
                shape.get(0).intValue(),
                shape.get(2).intValue(),
                shape.get(3).intValue(),
                file.floats("calibration"));
    }

    float[] images() {
        return file.floats("test");
    }

    float[] floats(String name) {
        return file.floats(name);
    }

    /** As {@code w4a4}. */
    static String words(LayerBits bits) {
        return bits.toString().toLowerCase(Locale.ROOT);
    }

    /** The last loss of every block after learning. */
    static List<Double> learnedLosses(LayerBits bits) {
        return losses(bits, EPOCHS - 1);
    }

    /** The first loss of every block before learning. */
    static List<Double> startLosses(LayerBits bits) {
        return losses(bits, 0);
    }

    private static List<Double> losses(LayerBits bits, int epoch) {
        try {
            JsonNode log =
                    new ObjectMapper()
                            .readTree(Goldens.file(NAME + ".ptq4vm.json").toFile())
                            .path("loss_log")
                            .path(words(bits) + ".learned");
            List<Double> losses = new ArrayList<>();
            for (JsonNode line : log) {
                Matcher parts = LOSS.matcher(line.asText());
                if (parts.find() && Integer.parseInt(parts.group(1)) == epoch) {
                    losses.add(Double.parseDouble(parts.group(2)));
                }
            }
            return losses;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
