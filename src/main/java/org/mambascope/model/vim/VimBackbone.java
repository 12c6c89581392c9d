package org.mambascope.model.vim;

import org.mambascope.model.Arguments;
import org.mambascope.model.Backbone;
import org.mambascope.model.Shapes;
import org.mambascope.model.VisualMamba;
import org.mambascope.model.Weights;
import org.mambascope.model.argument.Constructor;
import org.mambascope.model.plain.PlainRecognition;
import org.mambascope.tensor.Kernels;

import java.util.List;
import java.util.function.Consumer;

/** Vim among the backbones. */
public final class VimBackbone implements Backbone {
    @Override
    public String name() {
        return "Vim";
    }

    @Override
    public String head() {
        return "head";
    }

    @Override
    public Constructor constructor(Shapes shapes) {
        return VimRecognition.CONSTRUCTOR;
    }

    @Override
    public List<String> marks() {
        return VimRecognition.MARKS;
    }

    @Override
    public boolean hasName(String name) {
        return PlainRecognition.hasName(name);
    }

    @Override
    public VisualMamba build(
            Shapes shapes,
            Arguments arguments,
            Weights weights,
            Kernels kernels,
            Consumer<String> note) {
        VimConfiguration configuration = VimRecognition.recognise(shapes, arguments);
        return new VimBuilder(configuration, weights, kernels).build(note);
    }
}
