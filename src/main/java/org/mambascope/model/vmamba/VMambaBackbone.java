package org.mambascope.model.vmamba;

import org.mambascope.model.Head;
import org.mambascope.model.VisualMamba;
import org.mambascope.model.architecture.ConstructorArguments;
import org.mambascope.model.architecture.StateDictLoader;
import org.mambascope.model.architecture.WeightShapes;
import org.mambascope.model.initial.InitialWeights;
import org.mambascope.tensor.Kernels;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A VMamba under another head than its classifier.
 *
 * @param configuration of the VMamba
 * @param prefix of the names of its weights and layers, as {@code backbone.}
 */
public record VMambaBackbone(VMambaConfiguration configuration, String prefix) {
    /** Names of weights that every VMamba has. */
    public static final List<String> MARKS = VMambaRecognition.MARKS;

    /** Arguments that cannot change what a trained VMamba computes. */
    public static final Set<String> INERT = VMambaAgreement.VMAMBA.inert();

    /** Arguments of the classifier alone: a backbone takes images of any size. */
    private static final Set<String> SIZES = Set.of("imgsize", "img_size");

    /** Arguments of a VMamba that are computed with, or held against its weights, and others. */
    public static Set<String> argumentsAnd(String... others) {
        return Stream.concat(
                        VMambaAgreement.VMAMBA.honoured().stream()
                                .filter(name -> !SIZES.contains(name)),
                        Stream.of(others))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The VMamba whose weights have a prefix.
     *
     * @param pixels of the input that statistics are made of
     * @param classes that the head tells apart
     * @throws org.mambascope.base.Problem as for a VMamba that classifies
     */
    public static VMambaBackbone recognise(
            WeightShapes shapes,
            String prefix,
            ConstructorArguments arguments,
            Grid pixels,
            int classes) {
        return new VMambaBackbone(
                VMambaRecognition.recognise(shapes.under(prefix), arguments, pixels, classes),
                prefix);
    }

    /** Adds its tensors before training; the head's are not among them. */
    public void addInitialWeights(InitialWeights weights) {
        weights.addAll(prefix, new VMambaInitialWeights(configuration).backbone());
    }

    /**
     * Builds the network.
     *
     * @param head takes its own weights from the same file
     * @param family name of the whole network for the user
     * @param note hears what was changed on loading
     */
    public VisualMamba build(
            Supplier<Head> head,
            String family,
            StateDictLoader weights,
            Kernels kernels,
            Consumer<String> note) {
        return new VMambaBuilder(configuration, weights, prefix, kernels, note)
                .build(_ -> head.get(), family);
    }
}
