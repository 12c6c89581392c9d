package org.mambascope.model.architecture;

import org.mambascope.checkpoint.WeightFile;
import org.mambascope.model.VisualMamba;
import org.mambascope.model.WeightLocation;
import org.mambascope.model.argument.Constructor;
import org.mambascope.tensor.Kernels;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A kind of Visual Mamba: how its weights are recognised and made into a model. */
public interface Architecture {
    /** Its name for the user, as {@code VMamba}. */
    String name();

    /** A file's weights under the names of the present original code, if they have earlier ones. */
    default WeightFile underPresentNames(WeightFile file) {
        return file;
    }

    /**
     * Name of the layer that classifies, under the present original code; empty if another task is
     * done.
     */
    Optional<String> head();

    /** The original constructor that weights which fit belong to. */
    Constructor constructor(WeightShapes shapes);

    /** Names of weights that all models of this kind have and none of another has. */
    List<String> marks();

    /**
     * Returns true if weights apart from the marks have this name, so that none was renamed to it.
     */
    default boolean hasName(String name) {
        return false;
    }

    /**
     * Where the weight of a layer is in the state dict; empty if it is a tensor of its own, {@code
     * LAYER.weight}.
     */
    default Optional<WeightLocation> weight(String layer) {
        return Optional.empty();
    }

    /** Returns true if these are weights of this kind. */
    default boolean fits(WeightShapes shapes) {
        return marks().stream().allMatch(shapes::has);
    }

    /**
     * Builds the model of weights that fit; what is missing or misshapen is noted in {@code
     * weights}.
     *
     * @param arguments tell what shapes cannot
     * @param weights their manager will own the model
     * @param kernels of the weights' device
     * @param note hears what was changed on loading, a sentence each
     * @throws org.mambascope.base.Problem if arguments and shapes contradict each other
     */
    VisualMamba build(
            WeightShapes shapes,
            ConstructorArguments arguments,
            StateDictLoader weights,
            Kernels kernels,
            Consumer<String> note);
}
