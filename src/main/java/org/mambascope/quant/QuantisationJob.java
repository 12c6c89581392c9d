package org.mambascope.quant;

import ai.djl.Device;

import org.mambascope.base.Companion;
import org.mambascope.base.FileFailure;
import org.mambascope.base.Problem;
import org.mambascope.base.Progress;
import org.mambascope.base.file.AtomicFile;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.load.ModelLoader;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.file.Provenance;
import org.mambascope.quant.file.QuantisedFile;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.QuantisationPlan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Quantises a weight file into a file. While blocks learn, finished work is kept next to the target
 * as {@code NAME.partial.safetensors}, from which the same quantisation resumes when it is run
 * again.
 *
 * @param model the original
 * @param options the user's choices for loading it
 * @param device to calibrate on
 * @param target the {@code .safetensors} to write
 * @param version of the program, for the record
 */
public record QuantisationJob(
        Path model, LoadOptions options, Device device, Path target, String version) {
    private static final String ENDING = ".safetensors";

    /**
     * Outcome of the job.
     *
     * @param result layers and reports
     * @param file that was written: the target, or if the user stopped, the partial file
     * @param resumed layers that were done before
     */
    public record Outcome(QuantisationResult result, Path file, int resumed) {}

    public QuantisationJob {
        if (!target.toString().endsWith(ENDING)) {
            throw new Problem(
                    "Expected a file name that ends in %s for the quantised model, found %s: give it that ending."
                            .formatted(ENDING, target));
        }
    }

    /** File that keeps unfinished work. */
    public Path partial() {
        return Companion.of(target, ENDING, ".partial" + ENDING);
    }

    /**
     * Runs it.
     *
     * @param images reads the calibration set for the original
     * @throws Problem as {@link BlockwiseQuantiser#run}, or if the model is quantised already
     */
    public Outcome run(
            Function<LoadedModel, CalibrationSet> images,
            QuantisationPlan plan,
            Progress progress,
            QuantisationObserver observer) {
        AtomicFile.check(target, model);
        AtomicFile.check(partial(), model);
        try (QuantisableModel calibrated =
                QuantisableModel.open(model, options, device, images, progress)) {
            return run(calibrated, plan, progress, observer);
        }
    }

    /**
     * Runs it on a model that is open already, for one plan of several.
     *
     * @param calibrated the original
     */
    public Outcome run(
            QuantisableModel calibrated,
            QuantisationPlan plan,
            Progress progress,
            QuantisationObserver observer) {
        Provenance provenance =
                Provenance.of(
                        model.getFileName().toString(),
                        calibrated.sha256(),
                        plan,
                        calibrated.set(),
                        version);
        List<QuantisedLayer> known = known(plan.bits(), provenance);
        if (known.isEmpty()) {
            observer.cost(() -> calibrated.cost(plan, progress));
        } else {
            observer.kept(partial(), known.size());
        }
        List<QuantisedLayer> done = new ArrayList<>();
        Function<Boolean, QuantisedFile> file =
                complete ->
                        new QuantisedFile(
                                calibrated.description(),
                                plan.bits(),
                                provenance,
                                complete,
                                done,
                                calibrated.maxima());
        QuantisationResult result =
                calibrated.quantise(
                        plan,
                        known,
                        progress,
                        new QuantisationObserver() {
                            @Override
                            public void epoch(String block, int epoch, double loss) {
                                observer.epoch(block, epoch, loss);
                            }

                            @Override
                            public void block(String block, List<QuantisedLayer> layers) {
                                done.addAll(layers);
                                // What was done before is in the file already, and more of it.
                                if (plan.recipe().learned()
                                        && plan.setting().epochs() > 0
                                        && done.size() > known.size()) {
                                    write(file.apply(false), partial(), calibrated.layers());
                                    observer.kept(partial(), done.size());
                                }
                                observer.block(block, layers);
                            }
                        });
        Path written = result.complete() ? target : partial();
        if (result.complete() || done.size() > known.size() || known.isEmpty()) {
            write(file.apply(result.complete()), written, calibrated.layers());
        }
        if (result.complete()) {
            removePartial();
        }
        return new Outcome(result, written, known.size());
    }

    /** Layers of a partial file of the very same quantisation. */
    private List<QuantisedLayer> known(BitPlan bits, Provenance provenance) {
        if (!Files.exists(partial())) {
            return List.of();
        }
        try (WeightFile weights = WeightFiles.open(partial())) {
            QuantisedFile before = QuantisedFile.read(weights);
            return before.plan().equals(bits) && before.provenance().equals(provenance)
                    ? before.layers()
                    : List.of();
        }
    }

    private void write(QuantisedFile contents, Path path, List<LayerSite> sites) {
        try (WeightFile weights = ModelLoader.weights(model, options)) {
            contents.write(path, ModelLoader.underPresentNames(weights), sites);
        }
    }

    private void removePartial() {
        try {
            Files.deleteIfExists(partial());
        } catch (IOException e) {
            throw new Problem(
                    "Cannot remove %s, which is no longer needed: %s."
                            .formatted(partial(), FileFailure.of(e).reason()),
                    e);
        }
    }
}
