package org.mambascope.cli.command;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import org.mambascope.base.Problem;
import org.mambascope.base.Progress;
import org.mambascope.checkpoint.OutputTensor;
import org.mambascope.checkpoint.SafetensorsWriter;
import org.mambascope.checkpoint.StoredTensor;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;
import org.mambascope.cli.option.ModelOptions;
import org.mambascope.cli.output.Output;
import org.mambascope.experiment.evaluation.TensorRecorder;
import org.mambascope.experiment.task.DetectionRecorder;
import org.mambascope.image.DetectionPreprocessing;
import org.mambascope.image.Picture;
import org.mambascope.image.Pictures;
import org.mambascope.image.Preprocessing;
import org.mambascope.model.DetectorHead;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ModelSummary;
import org.mambascope.model.Probe;
import org.mambascope.model.VisualMamba;
import org.mambascope.model.logits.Logits;
import org.mambascope.report.text.NumberFormatting;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code run MODEL --input FILE --output FILE}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description =
                "Runs a model on an image, or a tensor of images, and writes its logits or"
                        + " detections and, if asked, everything on the way.")
public final class RunCommand implements Callable<Integer> {
    private static final String IMAGES = "images";
    private static final int BATCH = 16;

    @Mixin private ModelOptions model;

    @Option(
            names = "--input",
            required = true,
            paramLabel = "FILE",
            description =
                    "An image; or a .safetensors whose tensor 'images' is normalised input, N ×"
                            + " channels × height × width.")
    private Path input;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "FILE",
            description =
                    "The .safetensors to write: 'logits', or 'det_boxes' and so on; with --capture the"
                            + " rest.")
    private Path target;

    @Option(
            names = "--capture",
            description =
                    "Also write inputs of layers and outputs of blocks, under the original modules'"
                            + " names, and the inside of scans (Δ, B, C, h, y) as MIXER.scan.delta and"
                            + " so on.")
    private boolean capture;

    @Mixin private Output output;

    /** The result for JSON. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Result(String output, long images, int notNumbers, List<String> tensors) {}

    /** Images that were run, and those of them whose answers are not numbers. */
    private record Ran(long images, int notNumbers) {}

    @Override
    public Integer call() {
        try (LoadedModel loaded = model.loadForTensors(output)) {
            Map<String, OutputTensor> tensors = new LinkedHashMap<>();
            Ran ran =
                    Pictures.isPicture(input)
                            ? picture(loaded, Pictures.read(input), tensors)
                            : tensor(loaded, tensors);
            SafetensorsWriter.write(target, tensors, Map.of("model", loaded.name()));
            if (output.isJson()) {
                output.json(
                        new Result(
                                target.toString(),
                                ran.images(),
                                ran.notNumbers(),
                                List.copyOf(tensors.keySet())));
            } else {
                output.line("%s: %d tensors of %d images", target, tensors.size(), ran.images());
            }
            Logits.note(ran.notNumbers(), ran.images()).ifPresent(note -> output.note(note + "."));
            return ran.notNumbers() < ran.images() ? 0 : 1;
        }
    }

    private Ran tensor(LoadedModel loaded, Map<String, OutputTensor> recorded) {
        try (WeightFile file = WeightFiles.open(input)) {
            List<Long> shape = imagesShape(file, loaded.network());
            int notNumbers = run(loaded, file.floats(IMAGES), shape, recorded);
            return new Ran(shape.getFirst(), notNumbers);
        }
    }

    private Ran picture(LoadedModel loaded, Picture picture, Map<String, OutputTensor> recorded) {
        if (loaded.network().head() instanceof DetectorHead detector) {
            return new Ran(1, detect(loaded.network(), detector, picture, recorded));
        }
        Preprocessing preprocessing = loaded.requireImages().preprocessing();
        List<Long> shape =
                List.of(1L, 3L, (long) preprocessing.height(), (long) preprocessing.width());
        return new Ran(1, run(loaded, preprocessing.apply(picture), shape, recorded));
    }

    private int detect(
            VisualMamba network,
            DetectorHead detector,
            Picture picture,
            Map<String, OutputTensor> recorded) {
        DetectionPreprocessing.Input input = detector.input(picture);
        DetectionRecorder recorder =
                new DetectionRecorder(network.over(input.height(), input.width()), capture);
        network.detect(picture, recorder);
        if (capture) {
            recorded.put("resized", DetectionRecorder.pixels(input.image()));
        }
        recorded.putAll(recorder.tensors());
        return recorder.areNumbers() ? 0 : 1;
    }

    private List<Long> imagesShape(WeightFile file, VisualMamba network) {
        ModelSummary summary = network.summary();
        StoredTensor images = file.tensors().get(IMAGES);
        if (images == null) {
            throw new Problem(
                    "Expected a tensor 'images' in %s, found %s: save the input under that name."
                            .formatted(
                                    input,
                                    NumberFormatting.counted(
                                            file.tensors().size(), "other tensor")));
        }
        List<Long> shape = images.shape();
        long channels = network.colours();
        List<Long> wanted =
                List.of(channels, (long) summary.imageHeight(), (long) summary.imageWidth());
        if (shape.size() != 4 || shape.getFirst() < 1 || !shape.subList(1, 4).equals(wanted)) {
            throw new Problem(
                    "Expected 'images' of N × %d × %d × %d in %s, found %s: give the model input of its size."
                            .formatted(
                                    channels,
                                    summary.imageHeight(),
                                    summary.imageWidth(),
                                    input,
                                    shape));
        }
        return shape;
    }

    /** Gives how many images' logits are not numbers. */
    private int run(
            LoadedModel loaded,
            float[] images,
            List<Long> shape,
            Map<String, OutputTensor> recorded) {
        Progress progress = output.progress();
        TensorRecorder recorder = new TensorRecorder(loaded.network());
        int count = Math.toIntExact(shape.getFirst());
        int size = images.length / count;
        int notNumbers = 0;
        for (int first = 0; first < count; first += BATCH) {
            progress.report(first, count, "Running");
            int end = Math.min(count, first + BATCH);
            float[] batch = Arrays.copyOfRange(images, first * size, end * size);
            try (NDManager manager = loaded.network().manager().newSubManager()) {
                NDArray values =
                        manager.create(
                                batch,
                                new Shape(end - first, shape.get(1), shape.get(2), shape.get(3)));
                NDArray logits = loaded.network().forward(values, capture ? recorder : Probe.NONE);
                notNumbers += Logits.of(logits).notNumbers();
                recorder.take("logits", logits);
            }
        }
        progress.report(count, count, "Running");
        recorded.putAll(recorder.tensors());
        return notNumbers;
    }
}
