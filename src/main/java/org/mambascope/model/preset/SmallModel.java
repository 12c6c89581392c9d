package org.mambascope.model.preset;

import org.mambascope.base.Problem;
import org.mambascope.model.architecture.ModelConfiguration;
import org.mambascope.model.argument.SizeLimit;
import org.mambascope.model.layer.ClassToken;
import org.mambascope.model.localvim.LocalVimConfiguration;
import org.mambascope.model.plain.PlainConfiguration;
import org.mambascope.model.vim.VimConfiguration;
import org.mambascope.model.vmamba.VMambaConfiguration;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A model small enough to be trained on a laptop, of one of the four families.
 *
 * @param family whose blocks it has
 * @param imageSize side of the square input in pixels
 * @param patchSize side of a patch in pixels
 * @param width channels between blocks; those of the first stage where there are stages
 * @param depths blocks of each stage; one number for Vim and LocalVim, which have no stages
 * @param stateSize states per channel of a scan
 * @param directions scans of the first blocks of a local family, repeated through all blocks
 */
public record SmallModel(
        Family family,
        int imageSize,
        int patchSize,
        int width,
        List<Integer> depths,
        int stateSize,
        List<List<String>> directions) {
    /** The four families, by the names that users type. */
    public enum Family {
        VIM,
        VMAMBA,
        LOCALVIM,
        LOCALVMAMBA
    }

    private static final int PIXELS = 32;
    private static final int PATCH = 4;

    /** Rows and columns, each with small windows, in turn. */
    private static final List<List<String>> LOCAL =
            List.of(
                    List.of("h", "h_flip", "w2", "w2_flip"),
                    List.of("v", "v_flip", "w4", "w4_flip"));

    public SmallModel {
        depths = List.copyOf(depths);
        directions = directions.stream().map(List::copyOf).toList();
        boolean plain = family == Family.VIM || family == Family.LOCALVIM;
        if (depths.isEmpty() || plain && depths.size() > 1) {
            throw new Problem(
                    "Expected %s for the number of blocks, found %s."
                            .formatted(plain ? "one number" : "one number a stage", depths));
        }
        boolean positive = depths.stream().allMatch(depth -> depth > 0);
        if (!positive || width < 1 || stateSize < 1 || patchSize < 1 || imageSize < patchSize) {
            throw new Problem(
                    "Expected sizes of one or more and patches no larger than the image, found width %d, blocks %s, states %d, patches of %d in %d pixels."
                            .formatted(width, depths, stateSize, patchSize, imageSize));
        }
        requireBounds(imageSize, patchSize, width, depths, stateSize);
    }

    private static void requireBounds(
            int imageSize, int patchSize, int width, List<Integer> depths, int stateSize) {
        SizeLimit.IMAGE_SIDE.require("image size", imageSize);
        SizeLimit.PATCH_SIDE.require("patch size", patchSize);
        SizeLimit.STATES.require("states", stateSize);
        SizeLimit.BLOCKS.require(
                "blocks of all stages", depths.stream().mapToLong(Integer::longValue).sum());
        SizeLimit.CHANNELS.require(
                "width of the last stage", (long) width << Math.min(depths.size() - 1, 31));
    }

    /** Default sizes for images of 32 pixels, which make a file of 2 MB or so. */
    public static SmallModel of(Family family) {
        return switch (family) {
            case VIM -> new SmallModel(family, PIXELS, PATCH, 64, List.of(8), 16, List.of());
            case VMAMBA -> new SmallModel(family, PIXELS, PATCH, 48, List.of(2, 4), 1, List.of());
            case LOCALVIM -> new SmallModel(family, PIXELS, PATCH, 64, List.of(4), 8, LOCAL);
            case LOCALVMAMBA -> new SmallModel(family, PIXELS, PATCH, 48, List.of(2, 4), 8, LOCAL);
        };
    }

    /** Configuration of the model, for a number of classes. */
    public ModelConfiguration configuration(int classes) {
        return switch (family) {
            case VIM -> VimConfiguration.published(plain(classes, ClassToken.MIDDLE));
            case LOCALVIM ->
                    LocalVimConfiguration.published(
                            plain(classes, ClassToken.NONE), blockDirections());
            case VMAMBA ->
                    VMambaConfiguration.published(imageSize, patchSize, classes, depths, width, 2)
                            .withStateSize(stateSize);
            case LOCALVMAMBA ->
                    VMambaConfiguration.publishedLocal(
                                    imageSize, patchSize, classes, depths, width, blockDirections())
                            .withStateSize(stateSize);
        };
    }

    private PlainConfiguration plain(int classes, ClassToken classToken) {
        boolean rotary = classToken == ClassToken.NONE;
        return PlainConfiguration.of(
                        imageSize, patchSize, classes, width, depths.getFirst(), classToken, rotary)
                .withStateSize(stateSize);
    }

    private List<List<String>> blockDirections() {
        int blocks = depths.stream().mapToInt(Integer::intValue).sum();
        return IntStream.range(0, blocks)
                .mapToObj(block -> directions.get(block % directions.size()))
                .toList();
    }
}
