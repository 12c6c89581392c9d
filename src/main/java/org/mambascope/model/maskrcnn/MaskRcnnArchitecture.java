package org.mambascope.model.maskrcnn;

import org.mambascope.model.VisualMamba;
import org.mambascope.model.WeightLocation;
import org.mambascope.model.architecture.Architecture;
import org.mambascope.model.architecture.ConstructorArguments;
import org.mambascope.model.architecture.StateDictLoader;
import org.mambascope.model.architecture.WeightShapes;
import org.mambascope.model.argument.Constructor;
import org.mambascope.model.vmamba.VMambaArchitecture;
import org.mambascope.model.vmamba.VMambaBackbone;
import org.mambascope.tensor.Kernels;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Mask R-CNN on a VMamba, under the names of mmdetection. */
public final class MaskRcnnArchitecture implements Architecture {
    private static final VMambaArchitecture BACKBONE = new VMambaArchitecture();

    @Override
    public String name() {
        return "Mask R-CNN";
    }

    @Override
    public Optional<String> head() {
        return Optional.empty();
    }

    @Override
    public Constructor constructor(WeightShapes shapes) {
        return MaskRcnnRecognition.CONSTRUCTOR;
    }

    @Override
    public List<String> marks() {
        return Stream.concat(
                        VMambaBackbone.MARKS.stream().map(MaskRcnnConfiguration.BACKBONE::concat),
                        Stream.of(MaskRcnnConfiguration.BACKBONE + "outnorm0.weight"))
                .toList();
    }

    @Override
    public Optional<WeightLocation> weight(String layer) {
        return BACKBONE.weight(layer);
    }

    @Override
    public VisualMamba build(
            WeightShapes shapes,
            ConstructorArguments arguments,
            StateDictLoader weights,
            Kernels kernels,
            Consumer<String> note) {
        return new MaskRcnnBuilder(
                        MaskRcnnRecognition.recognise(shapes, arguments), weights, kernels, note)
                .build();
    }
}
