package org.mambascope.model.preset;

import org.mambascope.base.KnownNames;
import org.mambascope.base.Problem;
import org.mambascope.model.architecture.ModelConfiguration;
import org.mambascope.model.layer.ClassToken;
import org.mambascope.model.localvim.LocalVimConfiguration;
import org.mambascope.model.localvim.PublishedLocalVimDirections;
import org.mambascope.model.maskrcnn.MaskRcnnConfiguration;
import org.mambascope.model.plain.PlainConfiguration;
import org.mambascope.model.vim.VimConfiguration;
import org.mambascope.model.vmamba.PublishedLocalVMambaDirections;
import org.mambascope.model.vmamba.VMambaConfiguration;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Published models: for ImageNet, 224 × 224 pixels and 1000 classes, and detectors for COCO. */
public enum Preset {
    /** Vim-Ti with a class token in the middle. */
    VIM_TINY("vim-tiny"),
    /** Vim-S. */
    VIM_SMALL("vim-small"),
    /** Vim-B. */
    VIM_BASE("vim-base"),
    /** LocalVim-T with rotary positions. */
    LOCALVIM_TINY("localvim-tiny"),
    /** LocalVim-S with rotary positions. */
    LOCALVIM_SMALL("localvim-small"),
    /** VMamba-T in its form s1l8. */
    VMAMBA_TINY("vmamba-tiny"),
    /** VMamba-S in its form s2l15. */
    VMAMBA_SMALL("vmamba-small"),
    /** VMamba-B in its form s2l15. */
    VMAMBA_BASE("vmamba-base"),
    /** LocalVMamba-T. */
    LOCALVMAMBA_TINY("localvmamba-tiny"),
    /** LocalVMamba-S. */
    LOCALVMAMBA_SMALL("localvmamba-small"),
    /** Mask R-CNN on VMamba-T for COCO. */
    MASKRCNN_TINY("maskrcnn-tiny"),
    /** Mask R-CNN on VMamba-S for COCO. */
    MASKRCNN_SMALL("maskrcnn-small"),
    /** Mask R-CNN on VMamba-B for COCO. */
    MASKRCNN_BASE("maskrcnn-base");

    private static final int PIXELS = 224;
    private static final int PATCH = 16;
    private static final int FINE_PATCH = 4;
    private static final int CLASSES = 1000;

    private final String words;

    Preset(String words) {
        this.words = words;
    }

    /**
     * The preset of this name.
     *
     * @throws Problem if there is none, with those that there are
     */
    public static Preset named(String name) {
        return Stream.of(values())
                .filter(preset -> preset.words.equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                KnownNames.of(
                                                "preset",
                                                Stream.of(values())
                                                        .map(preset -> preset.words)
                                                        .toList())
                                        .unknown(name, ""));
    }

    /** All names, after commas. */
    public static String names() {
        return Stream.of(values()).map(preset -> preset.words).collect(Collectors.joining(", "));
    }

    /** Its name for the user, as {@code vim-tiny}. */
    public String words() {
        return words;
    }

    /** Configuration of the model. */
    public ModelConfiguration configuration() {
        return switch (this) {
            case VIM_TINY -> vim(192);
            case VIM_SMALL -> vim(384);
            case VIM_BASE -> vim(768);
            case LOCALVIM_TINY -> localVim(192, PublishedLocalVimDirections.TINY);
            case LOCALVIM_SMALL -> localVim(384, PublishedLocalVimDirections.SMALL);
            case VMAMBA_TINY -> vmamba(8, 96, 1);
            case VMAMBA_SMALL -> vmamba(15, 96, 2);
            case VMAMBA_BASE -> vmamba(15, 128, 2);
            case LOCALVMAMBA_TINY -> localVMamba(PublishedLocalVMambaDirections.TINY);
            case LOCALVMAMBA_SMALL -> localVMamba(PublishedLocalVMambaDirections.SMALL);
            case MASKRCNN_TINY -> maskRcnn(8, 96, 1);
            case MASKRCNN_SMALL -> maskRcnn(15, 96, 2);
            case MASKRCNN_BASE -> maskRcnn(15, 128, 2);
        };
    }

    private static ModelConfiguration vim(int width) {
        return VimConfiguration.published(
                PlainConfiguration.of(PIXELS, PATCH, CLASSES, width, 24, ClassToken.MIDDLE, false));
    }

    private static ModelConfiguration localVim(int width, PublishedLocalVimDirections directions) {
        PlainConfiguration plain =
                PlainConfiguration.of(PIXELS, PATCH, CLASSES, width, 20, ClassToken.NONE, true);
        return LocalVimConfiguration.published(plain, directions.directions());
    }

    private static ModelConfiguration vmamba(int thirdDepth, int width, int ratio) {
        return VMambaConfiguration.published(
                PIXELS, FINE_PATCH, CLASSES, List.of(2, 2, thirdDepth, 2), width, ratio);
    }

    private static ModelConfiguration maskRcnn(int thirdDepth, int width, int ratio) {
        return MaskRcnnConfiguration.published(List.of(2, 2, thirdDepth, 2), width, ratio);
    }

    private static ModelConfiguration localVMamba(PublishedLocalVMambaDirections directions) {
        return VMambaConfiguration.publishedLocal(
                PIXELS, FINE_PATCH, CLASSES, directions.depths(), 96, directions.directions());
    }
}
