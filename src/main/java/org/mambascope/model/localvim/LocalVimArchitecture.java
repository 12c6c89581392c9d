package org.mambascope.model.localvim;

import org.mambascope.model.VisualMamba;
import org.mambascope.model.architecture.Architecture;
import org.mambascope.model.architecture.ConstructorArguments;
import org.mambascope.model.architecture.StateDictLoader;
import org.mambascope.model.architecture.WeightShapes;
import org.mambascope.model.argument.Constructor;
import org.mambascope.model.plain.PlainRecognition;
import org.mambascope.tensor.Kernels;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** LocalVim among the backbones. */
public final class LocalVimArchitecture implements Architecture {
    @Override
    public String name() {
        return "LocalVim";
    }

    @Override
    public Optional<String> head() {
        return Optional.of("head");
    }

    @Override
    public Constructor constructor(WeightShapes shapes) {
        return LocalVimRecognition.CONSTRUCTOR;
    }

    @Override
    public List<String> marks() {
        return LocalVimRecognition.MARKS;
    }

    @Override
    public boolean hasName(String name) {
        return PlainRecognition.hasName(name);
    }

    @Override
    public VisualMamba build(
            WeightShapes shapes,
            ConstructorArguments arguments,
            StateDictLoader weights,
            Kernels kernels,
            Consumer<String> note) {
        LocalVimConfiguration configuration = LocalVimRecognition.recognise(shapes, arguments);
        return new LocalVimBuilder(configuration, weights, kernels).build(note);
    }
}
