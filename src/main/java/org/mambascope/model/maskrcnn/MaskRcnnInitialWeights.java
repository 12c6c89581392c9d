package org.mambascope.model.maskrcnn;

import org.mambascope.model.initial.InitialWeights;
import org.mambascope.model.initial.Initialiser;
import org.mambascope.model.vmamba.StageConfiguration;

import java.util.List;

/** Lays out the tensors of a Mask R-CNN before training, by the rules of mmdetection's heads. */
final class MaskRcnnInitialWeights {
    private static final Initialiser XAVIER = Initialiser.xavierUniform();
    private static final Initialiser KAIMING = Initialiser.kaimingNormal();
    private static final Initialiser NARROW = Initialiser.normal(0.01);
    private static final Initialiser NARROWEST = Initialiser.normal(0.001);

    private final MaskRcnnConfiguration configuration;
    private final InitialWeights weights = new InitialWeights();

    private MaskRcnnInitialWeights(MaskRcnnConfiguration configuration) {
        this.configuration = configuration;
    }

    static InitialWeights of(MaskRcnnConfiguration configuration) {
        MaskRcnnInitialWeights layout = new MaskRcnnInitialWeights(configuration);
        configuration.backbone().addInitialWeights(layout.weights);
        layout.addPyramid();
        layout.addProposals();
        layout.addBoxes();
        layout.addMasks();
        return layout.weights;
    }

    private void addPyramid() {
        List<StageConfiguration> stages = configuration.backbone().configuration().stages();
        int channels = configuration.channels();
        for (int level = 0; level < stages.size(); level++) {
            int width = stages.get(level).width();
            weights.addNorm(configuration.backbone().prefix() + "outnorm" + level, width, true);
            add("neck.lateral_convs." + level + ".conv", XAVIER, channels, channels, width, 1, 1);
            add("neck.fpn_convs." + level + ".conv", XAVIER, channels, channels, channels, 3, 3);
        }
    }

    private void addProposals() {
        int channels = configuration.channels();
        int anchors = configuration.anchors();
        add("rpn_head.rpn_conv", NARROW, channels, channels, channels, 3, 3);
        add("rpn_head.rpn_cls", NARROW, anchors, anchors, channels, 1, 1);
        add("rpn_head.rpn_reg", NARROW, 4L * anchors, 4L * anchors, channels, 1, 1);
    }

    private void addBoxes() {
        String prefix = "roi_head.bbox_head.";
        int inputs = configuration.channels() * MaskRcnnBuilder.REGION;
        int[] shared = configuration.shared();
        for (int layer = 0; layer < shared.length; layer++) {
            weights.addLinear(prefix + "shared_fcs." + layer, XAVIER, inputs, shared[layer]);
            inputs = shared[layer];
        }
        int classes = configuration.classes();
        weights.addLinear(prefix + "fc_cls", NARROW, inputs, classes + 1);
        weights.addLinear(prefix + "fc_reg", NARROWEST, inputs, Math.multiplyExact(4, classes));
    }

    private void addMasks() {
        String prefix = "roi_head.mask_head.";
        int channels = configuration.maskChannels();
        int inputs = configuration.channels();
        for (int layer = 0; layer < configuration.maskConvolutions(); layer++) {
            add(prefix + "convs." + layer + ".conv", KAIMING, channels, channels, inputs, 3, 3);
            inputs = channels;
        }
        add(prefix + "upsample", KAIMING, channels, inputs, channels, 2, 2);
        int classes = configuration.classes();
        add(prefix + "conv_logits", KAIMING, classes, classes, channels, 1, 1);
    }

    private void add(String name, Initialiser rule, long outputs, long... shape) {
        weights.add(name + ".weight", rule, shape);
        weights.add(name + ".bias", Initialiser.constant(0), outputs);
    }
}
