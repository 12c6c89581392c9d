package org.mambascope.model.vmamba;

import org.mambascope.checkpoint.WeightFile;
import org.mambascope.model.VisualMamba;
import org.mambascope.model.WeightLocation;
import org.mambascope.model.architecture.Architecture;
import org.mambascope.model.architecture.ConstructorArguments;
import org.mambascope.model.architecture.StateDictLoader;
import org.mambascope.model.architecture.WeightShapes;
import org.mambascope.model.argument.Constructor;
import org.mambascope.tensor.Kernels;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** VMamba and LocalVMamba among the backbones. */
public final class VMambaArchitecture implements Architecture {
    @Override
    public String name() {
        return "VMamba";
    }

    @Override
    public WeightFile underPresentNames(WeightFile file) {
        return EarlierNames.replaced(file);
    }

    @Override
    public Optional<String> head() {
        return Optional.of("classifier.head");
    }

    @Override
    public Constructor constructor(WeightShapes shapes) {
        return VMambaRecognition.constructor(shapes);
    }

    @Override
    public List<String> marks() {
        return VMambaRecognition.MARKS;
    }

    @Override
    public Optional<WeightLocation> weight(String layer) {
        return StackedWeights.of(layer);
    }

    @Override
    public VisualMamba build(
            WeightShapes shapes,
            ConstructorArguments arguments,
            StateDictLoader weights,
            Kernels kernels,
            Consumer<String> note) {
        VMambaConfiguration configuration = VMambaRecognition.recognise(shapes, arguments);
        return new VMambaBuilder(configuration, weights, "", kernels, note).build();
    }
}
