package org.mambascope.model.maskrcnn;

import org.mambascope.model.FloatingLinear;
import org.mambascope.model.Head;
import org.mambascope.model.VisualMamba;
import org.mambascope.model.architecture.StateDictLoader;
import org.mambascope.model.detection.box.AnchorGrid;
import org.mambascope.model.layer.Norm;
import org.mambascope.model.vmamba.StageConfiguration;
import org.mambascope.tensor.Kernels;
import org.mambascope.tensor.PatchConvolution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Builds a Mask R-CNN from its weights. */
record MaskRcnnBuilder(
        MaskRcnnConfiguration configuration,
        StateDictLoader weights,
        Kernels kernels,
        Consumer<String> note) {
    /** Bins of a region in the box head. */
    static final int REGION = 7 * 7;

    private static final int FINER = 2;

    /** Builds the model; what is missing or misshapen is noted in the weights. */
    VisualMamba build() {
        return configuration.backbone().build(this::head, "Mask R-CNN", weights, kernels, note);
    }

    private Head head() {
        List<StageConfiguration> stages = configuration.backbone().configuration().stages();
        List<Norm> norms =
                IntStream.range(0, stages.size())
                        .mapToObj(
                                i ->
                                        Norm.of(
                                                weights,
                                                kernels,
                                                configuration.backbone().prefix() + "outnorm" + i,
                                                stages.get(i).width(),
                                                false,
                                                Norm.EPSILON))
                        .toList();
        return new MaskRcnn(
                configuration.backbone().configuration(),
                norms,
                pyramid(stages),
                proposals(),
                boxes(),
                masks(),
                configuration.settings());
    }

    private FeaturePyramid pyramid(List<StageConfiguration> stages) {
        int channels = configuration.channels();
        List<FloatingLinear> laterals = new ArrayList<>();
        List<PatchConvolution> smoothing = new ArrayList<>();
        for (int level = 0; level < stages.size(); level++) {
            laterals.add(
                    linear(
                            "neck.lateral_convs." + level + ".conv",
                            stages.get(level).width(),
                            channels));
            smoothing.add(convolution("neck.fpn_convs." + level + ".conv", channels, channels));
        }
        return new FeaturePyramid(kernels, laterals, smoothing);
    }

    private ProposalHead proposals() {
        int channels = configuration.channels();
        int anchors = configuration.anchors();
        return new ProposalHead(
                convolution("rpn_head.rpn_conv", channels, channels),
                linear("rpn_head.rpn_cls", channels, anchors),
                linear("rpn_head.rpn_reg", channels, 4 * anchors),
                AnchorGrid.maskRcnn(),
                configuration.settings());
    }

    private BoxHead boxes() {
        String prefix = "roi_head.bbox_head.";
        int inputs = configuration.channels() * REGION;
        List<FloatingLinear> shared = new ArrayList<>();
        for (int layer = 0; layer < configuration.shared().length; layer++) {
            int outputs = configuration.shared()[layer];
            shared.add(linear(prefix + "shared_fcs." + layer, inputs, outputs));
            inputs = outputs;
        }
        return new BoxHead(
                shared,
                linear(prefix + "fc_cls", inputs, configuration.classes() + 1),
                linear(prefix + "fc_reg", inputs, 4 * configuration.classes()),
                configuration.settings());
    }

    private MaskHead masks() {
        String prefix = "roi_head.mask_head.";
        int channels = configuration.maskChannels();
        int inputs = configuration.channels();
        List<PatchConvolution> convolutions = new ArrayList<>();
        for (int layer = 0; layer < configuration.maskConvolutions(); layer++) {
            convolutions.add(convolution(prefix + "convs." + layer + ".conv", inputs, channels));
            inputs = channels;
        }
        String upsampling = prefix + "upsample";
        return new MaskHead(
                convolutions,
                new CellUpsampling(
                        kernels,
                        weights.take(upsampling + ".weight", inputs, channels, FINER, FINER),
                        weights.take(upsampling + ".bias", channels)),
                linear(prefix + "conv_logits", channels, configuration.classes()));
    }

    private FloatingLinear linear(String name, int inputs, int outputs) {
        return new FloatingLinear(
                kernels,
                weights.take(name + ".weight", outputs, inputs),
                Optional.of(weights.take(name + ".bias", outputs)));
    }

    private PatchConvolution convolution(String name, int inputs, int outputs) {
        return kernels.patchConvolution(
                weights.take(name + ".weight", outputs, inputs, 3, 3),
                weights.take(name + ".bias", outputs),
                1,
                1);
    }
}
