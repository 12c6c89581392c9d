package org.mambascope.workflow;

import ai.djl.Device;

import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;
import org.mambascope.image.Preprocessing;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.architecture.ModelDescription;
import org.mambascope.model.load.ModelLoader;
import org.mambascope.quant.file.ModelOpener;
import org.mambascope.quant.file.QuantisedFile;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Models, read by what their files and the user say of them.
 *
 * @param descriptions what the user said; empty for what their files say alone
 */
record Models(Optional<SavedDescriptions> descriptions) {
    LoadedModel load(Path file, Device device) {
        return ModelOpener.open(file, options(file), device).model().requireImages();
    }

    /** The open model as what is to be quantised. */
    Original original(LoadedModel model) {
        return new Original(
                model.file(), options(model.file()), model.network().manager().getDevice());
    }

    private LoadOptions options(Path file) {
        return new LoadOptions(Optional.empty(), saved(file), Map.of());
    }

    /** The file in which this program keeps what the user said of a model. */
    Optional<Path> saved(Path file) {
        return descriptions.flatMap(kept -> kept.of(file));
    }

    void describe(
            LoadedModel model,
            Map<String, String> arguments,
            Preprocessing preprocessing,
            DescriptionPlace where) {
        ModelDescription known = known(model.file()).completed(model, arguments);
        ModelDescription said =
                new ModelDescription(
                        known.source(),
                        known.architecture(),
                        known.configuration(),
                        preprocessing.toJson(),
                        known.classes());
        descriptions.ifPresent(kept -> kept.keep(model.file(), said, where));
    }

    /** Keeps which of several readings of a weight file the user chose. */
    void decide(Path file, Map<String, String> arguments) {
        ModelDescription said = known(file).saying(arguments);
        descriptions.ifPresent(kept -> kept.keep(file, said, DescriptionPlace.IN_PROGRAM));
    }

    void forget(Path file) {
        descriptions.ifPresent(kept -> kept.forget(file));
    }

    /** The description that is used now; a quantised model brings its own. */
    private ModelDescription known(Path file) {
        try (WeightFile weights = WeightFiles.open(file)) {
            return saved(file).isEmpty() && QuantisedFile.isQuantised(weights)
                    ? QuantisedFile.read(weights).description()
                    : ModelLoader.description(file, options(file));
        }
    }
}
