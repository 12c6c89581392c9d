package org.mambascope.quant;

import ai.djl.Device;

import org.mambascope.base.FileFailure;
import org.mambascope.base.Problem;
import org.mambascope.base.Progress;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ModelSummary;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.architecture.ModelDescription;
import org.mambascope.model.load.ModelLoader;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.calibration.ChannelAbsMax;
import org.mambascope.quant.file.QuantisedFile;
import org.mambascope.quant.finite.Finite;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.plan.QuantisationPlan;
import org.mambascope.tensor.gradient.DifferentiableKernels;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An original that is open to be quantised by any number of plans: loaded once, with kernels that
 * gradients flow through, and looked through for its channels' maxima once.
 */
public final class QuantisableModel implements AutoCloseable {
    private final LoadedModel model;
    private final DifferentiableKernels kernels;
    private final CalibrationSet set;
    private final ModelDescription description;
    private final Map<String, float[]> maxima;
    private final String sha256;

    private QuantisableModel(
            LoadedModel model,
            DifferentiableKernels kernels,
            CalibrationSet set,
            ModelDescription description,
            Map<String, float[]> maxima,
            String sha256) {
        this.model = model;
        this.kernels = kernels;
        this.set = set;
        this.description = description;
        this.maxima = maxima;
        this.sha256 = sha256;
    }

    /**
     * Opens an original and looks at the calibration images.
     *
     * @param images reads the calibration set for the original
     * @throws Problem if it is quantised already, images do not fit, or as {@link ModelLoader#load}
     */
    public static QuantisableModel open(
            Path file,
            LoadOptions options,
            Device device,
            Function<LoadedModel, CalibrationSet> images,
            Progress progress) {
        refuseQuantised(file, options);
        DifferentiableKernels[] kernels = new DifferentiableKernels[1];
        LoadedModel model =
                ModelLoader.load(
                        file,
                        options,
                        device,
                        manager -> kernels[0] = new DifferentiableKernels(manager));
        try {
            Finite.requireWeights(model);
            CalibrationSet set = images.apply(model);
            ModelSummary summary = model.network().summary();
            set.requireSize(summary.imageHeight(), summary.imageWidth());
            return new QuantisableModel(
                    model,
                    kernels[0],
                    set,
                    ModelLoader.description(file, options).completed(model, options.arguments()),
                    ChannelAbsMax.of(model.network(), set, progress),
                    sha256(file));
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private static void refuseQuantised(Path model, LoadOptions options) {
        try (WeightFile weights = ModelLoader.weights(model, options)) {
            if (QuantisedFile.isQuantised(weights)) {
                throw new Problem(
                        "%s is quantised already: quantise the original (%s)."
                                .formatted(
                                        model, QuantisedFile.read(weights).provenance().source()));
            }
        }
    }

    /** The images. */
    CalibrationSet set() {
        return set;
    }

    /** Description of the original, so that the quantised file needs no separate JSON. */
    ModelDescription description() {
        return description;
    }

    /** All layers, in the order in which they run. */
    List<LayerSite> layers() {
        return model.network().layers();
    }

    /** The largest magnitudes of the layers' input channels, by the layer's name. */
    Map<String, float[]> maxima() {
        return maxima;
    }

    /** Of the original's file. */
    String sha256() {
        return sha256;
    }

    /** About how long a plan will take on this machine; empty for few images. */
    Optional<Duration> cost(QuantisationPlan plan, Progress progress) {
        return new QuantisationCost(model.network(), kernels, set, plan, progress).expected();
    }

    /** Quantises it as {@link BlockwiseQuantiser#run}. */
    public QuantisationResult quantise(
            QuantisationPlan plan,
            List<QuantisedLayer> known,
            Progress progress,
            QuantisationObserver observer) {
        return BlockwiseQuantiser.run(
                model.network(), kernels, set, plan, known, progress, observer);
    }

    private static String sha256(Path model) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(model), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw FileFailure.reading(model, e);
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
