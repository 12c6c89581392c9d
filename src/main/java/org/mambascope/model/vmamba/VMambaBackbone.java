package org.mambascope.model.vmamba;

import org.mambascope.checkpoint.WeightFile;
import org.mambascope.model.Arguments;
import org.mambascope.model.Backbone;
import org.mambascope.model.Shapes;
import org.mambascope.model.VisualMamba;
import org.mambascope.model.Weights;
import org.mambascope.model.argument.Constructor;
import org.mambascope.tensor.Kernels;

import java.util.List;
import java.util.function.Consumer;

/** VMamba and LocalVMamba among the backbones. */
public final class VMambaBackbone implements Backbone {
    @Override
    public String name() {
        return "VMamba";
    }

    @Override
    public WeightFile underPresentNames(WeightFile file) {
        return EarlierNames.replaced(file);
    }

    @Override
    public String head() {
        return "classifier.head";
    }

    @Override
    public Constructor constructor(Shapes shapes) {
        return VMambaRecognition.constructor(shapes);
    }

    @Override
    public List<String> marks() {
        return VMambaRecognition.MARKS;
    }

    @Override
    public VisualMamba build(
            Shapes shapes,
            Arguments arguments,
            Weights weights,
            Kernels kernels,
            Consumer<String> note) {
        VMambaConfiguration configuration = VMambaRecognition.recognise(shapes, arguments);
        return new VMambaBuilder(configuration, weights, kernels, note).build();
    }
}
