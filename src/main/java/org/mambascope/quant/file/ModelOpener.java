package org.mambascope.quant.file;

import ai.djl.Device;

import org.mambascope.checkpoint.WeightFile;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.architecture.ModelDescription;
import org.mambascope.model.load.ModelLoader;
import org.mambascope.quant.layer.Execution;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.plan.Method;
import org.mambascope.tensor.dispatch.KernelSelection;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Opens weight files, quantised or not, as models that run. */
public final class ModelOpener {
    private ModelOpener() {}

    /**
     * Opens a model, which runs as is usual for it.
     *
     * @throws org.mambascope.base.Problem as {@link ModelLoader#load}, or if the quantised file is
     *     damaged
     */
    public static RunnableModel open(Path file, LoadOptions options, Device device) {
        return open(file, options, device, Optional.empty());
    }

    /**
     * Opens a model.
     *
     * @param execution how it is to run; empty for the usual one
     * @throws org.mambascope.base.Problem also if it cannot run like that
     */
    public static RunnableModel open(
            Path file, LoadOptions options, Device device, Optional<Execution> execution) {
        try (WeightFile weights = ModelLoader.weights(file, options)) {
            return QuantisedFile.isQuantised(weights)
                    ? quantised(weights, options, device, execution)
                    : original(weights, options, device, execution);
        }
    }

    /**
     * The original's state dict, with dequantised weights.
     *
     * @param file a quantised one, which must stay open while the view is used
     * @throws org.mambascope.base.Problem if it is damaged
     */
    public static WeightFile dequantised(WeightFile file) {
        return new DequantisedWeights(file, QuantisedFile.read(file));
    }

    private static RunnableModel original(
            WeightFile weights, LoadOptions options, Device device, Optional<Execution> execution) {
        ModelDescription description = ModelLoader.description(weights.path(), options);
        LoadedModel model =
                ModelLoader.load(weights, description, options, device, KernelSelection::on);
        return run(model, Optional.empty(), execution);
    }

    private static RunnableModel quantised(
            WeightFile weights, LoadOptions options, Device device, Optional<Execution> execution) {
        QuantisedFile contents = QuantisedFile.read(weights);
        ModelDescription description =
                options.description().map(ModelDescription::read).orElse(contents.description());
        LoadedModel model =
                ModelLoader.load(
                        new DequantisedWeights(weights, contents),
                        description,
                        options,
                        device,
                        KernelSelection::on);
        return run(model, Optional.of(contents), execution);
    }

    private static RunnableModel run(
            LoadedModel model, Optional<QuantisedFile> quantised, Optional<Execution> chosen) {
        List<QuantisedLayer> layers = quantised.map(QuantisedFile::layers).orElse(List.of());
        Execution execution = chosen.orElseGet(() -> Execution.usual(layers));
        try {
            String computed = execution.apply(model.network(), layers);
            LoadedModel noted =
                    quantised.map(file -> model.noting(sentence(file, computed))).orElse(model);
            return new RunnableModel(noted, quantised, execution, computed);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private static String sentence(QuantisedFile file, String computed) {
        String extent = file.complete() ? "" : ", not all layers of the plan";
        Method method = Method.named(file.provenance().method());
        return "%d layers are quantised (%s, %s%s): %s"
                .formatted(
                        file.layers().size(),
                        method.words(),
                        method.bits(file.plan()),
                        extent,
                        computed);
    }
}
