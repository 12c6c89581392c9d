package org.mambascope.model.maskrcnn;

import org.mambascope.image.DetectionPreprocessing;
import org.mambascope.image.label.CocoClasses;
import org.mambascope.model.architecture.ModelConfiguration;
import org.mambascope.model.initial.InitialWeights;
import org.mambascope.model.vmamba.VMambaBackbone;
import org.mambascope.model.vmamba.VMambaConfiguration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Configuration of a Mask R-CNN: what its weights tell, and its settings.
 *
 * @param channels of the pyramid
 * @param anchors of each place
 * @param shared layers of the box head, from their outputs
 * @param maskConvolutions number of 3 × 3 convolutions of the mask head
 * @param maskChannels inside the mask head
 * @param classes without the background
 */
@SuppressWarnings("ArrayRecordComponent")
public record MaskRcnnConfiguration(
        VMambaBackbone backbone,
        int channels,
        int anchors,
        int[] shared,
        int maskConvolutions,
        int maskChannels,
        int classes,
        DetectionSettings settings)
        implements ModelConfiguration {
    /** Beginning of the names of the backbone's weights. */
    public static final String BACKBONE = "backbone.";

    /** Anchors of each place: one for each ratio of height to width. */
    static final int ANCHORS = 3;

    private static final int PATCH = 4;
    private static final List<Integer> SMALL_DEPTHS = List.of(1, 1, 2, 1);
    private static final int SMALL_WIDTH = 16;
    private static final int SMALL_CHANNELS = 32;
    private static final int SMALL_SHARED = 128;
    private static final int PUBLISHED_CHANNELS = 256;
    private static final int PUBLISHED_SHARED = 1024;

    /**
     * A Mask R-CNN small enough to be trained on a laptop: VMamba of 16, 32, 64 and 128 channels in
     * stages of 1, 1, 2 and 1 blocks, a pyramid of 32 channels, one mask convolution.
     *
     * @param scale side in pixels of the square that images are brought into
     */
    public static MaskRcnnConfiguration small(int scale, int classes) {
        return smallOn(
                VMambaConfiguration.published(scale, PATCH, classes, SMALL_DEPTHS, SMALL_WIDTH, 1),
                scale,
                classes);
    }

    /** As {@link #small}, on another backbone, on which one {@link #canStandOn}. */
    public static MaskRcnnConfiguration smallOn(
            VMambaConfiguration backbone, int scale, int classes) {
        return new MaskRcnnConfiguration(
                new VMambaBackbone(backbone, BACKBONE),
                SMALL_CHANNELS,
                ANCHORS,
                new int[] {SMALL_SHARED, SMALL_SHARED},
                1,
                SMALL_CHANNELS,
                classes,
                DetectionSettings.small(DetectionPreprocessing.ofScale(scale, scale)));
    }

    /** Returns true if a backbone has the four stages from whose grids a pyramid is made. */
    public static boolean canStandOn(VMambaConfiguration backbone) {
        return !backbone.local()
                && backbone.stages().size() == SMALL_DEPTHS.size()
                && backbone.patchSize() == PATCH;
    }

    /**
     * A Mask R-CNN as VMamba's authors published them for COCO: five levels of 256 channels, two
     * layers of 1024, four mask convolutions, 80 classes.
     *
     * @param depths blocks of the backbone's stages
     * @param width channels of its first stage
     * @param ratio D of every stage is its width times this
     */
    public static MaskRcnnConfiguration published(List<Integer> depths, int width, int ratio) {
        int classes = CocoClasses.NAMES.size();
        VMambaConfiguration backbone =
                VMambaConfiguration.published(
                        DetectionPreprocessing.COCO.shortSide(),
                        PATCH,
                        classes,
                        depths,
                        width,
                        ratio);
        return new MaskRcnnConfiguration(
                new VMambaBackbone(backbone, BACKBONE),
                PUBLISHED_CHANNELS,
                ANCHORS,
                new int[] {PUBLISHED_SHARED, PUBLISHED_SHARED},
                4,
                PUBLISHED_CHANNELS,
                classes,
                DetectionSettings.published(DetectionPreprocessing.COCO));
    }

    @Override
    public String architecture() {
        return "maskrcnn";
    }

    @Override
    public Map<String, Object> arguments() {
        Map<String, Object> arguments = new LinkedHashMap<>(backbone.configuration().arguments());
        arguments.remove("imgsize");
        arguments.putAll(settings.arguments());
        return arguments;
    }

    /** As {@code MaskRCNN} of mmdetection begins. */
    @Override
    public InitialWeights initialWeights() {
        return MaskRcnnInitialWeights.of(this);
    }
}
