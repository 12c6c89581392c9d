package org.mambascope.model.plain;

import org.mambascope.base.Problem;
import org.mambascope.model.Assumption;
import org.mambascope.model.architecture.ConstructorArguments;
import org.mambascope.model.architecture.WeightShapes;
import org.mambascope.model.argument.Reading;
import org.mambascope.model.argument.SizeLimit;
import org.mambascope.model.argument.UndecidedReading;
import org.mambascope.model.layer.ClassToken;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The square image and its patches, as far as learned positions and arguments tell them.
 *
 * @param imageSize side of the image in pixels
 * @param stride distance between patches in pixels
 */
record PatchGrid(int imageSize, int stride) {
    private static final int USUAL_SIZE = 224;

    /** Images that models are trained at have sides of so many pixels, once or several times. */
    private static final int USUAL_STEP = 32;

    /** The published Vims fine-tuned with overlapping patches: 27 × 27 of 16 pixels. */
    private static final int PUBLISHED_PATCH = 16;

    private static final int PUBLISHED_STRIDE = 8;

    private static String words(int imageSize, int stride, int patch) {
        return "images of %d × %d pixels with %s (stride %d)"
                .formatted(
                        imageSize,
                        imageSize,
                        stride < patch ? "overlapping patches" : "patches side by side",
                        stride);
    }

    /** Facts that a recognition goes by. */
    record Clues(
            WeightShapes shapes, ConstructorArguments arguments, int patch, ClassToken classToken) {
        /**
         * Patches side by side, of an architecture that has no others.
         *
         * @throws Problem if what is said and the weights do not go together
         */
        PatchGrid sideBySide() {
            OptionalInt said = saidSize();
            if (said.isPresent()) {
                return new PatchGrid(said.getAsInt(), patch);
            }
            OptionalInt side = learnedSide();
            return new PatchGrid(side.isPresent() ? side.getAsInt() * patch : assumedSize(), patch);
        }

        /**
         * Patches that may overlap.
         *
         * @throws UndecidedReading if the weights fit two readings, between which nothing decides
         * @throws Problem if what is said and the weights do not go together
         */
        PatchGrid overlapping() {
            OptionalInt size = saidSize();
            OptionalInt stride = arguments.size("stride", SizeLimit.PATCH_SIDE);
            OptionalInt side = learnedSide();
            if (stride.isPresent()) {
                int distance = stride.getAsInt();
                return new PatchGrid(
                        size.orElseGet(
                                () ->
                                        side.isPresent()
                                                ? (side.getAsInt() - 1) * distance + patch
                                                : assumedSize()),
                        distance);
            }
            if (side.isEmpty()) {
                return assumedSideBySide(size.orElseGet(this::assumedSize));
            }
            return size.isPresent()
                    ? ofSize(size.getAsInt(), side.getAsInt())
                    : ofSide(side.getAsInt());
        }

        private OptionalInt saidSize() {
            OptionalInt said = arguments.size("img_size", SizeLimit.IMAGE_SIDE);
            if (said.isPresent() && said.getAsInt() < patch) {
                throw new Problem(
                        "Expected an image size of at least one patch of %d pixels, found img_size = %d."
                                .formatted(patch, said.getAsInt()));
            }
            return said;
        }

        private int assumedSize() {
            arguments.assume(
                    new Assumption(
                            "img_size",
                            String.valueOf(USUAL_SIZE),
                            "images of %d × %d".formatted(USUAL_SIZE, USUAL_SIZE)));
            return USUAL_SIZE;
        }

        private PatchGrid assumedSideBySide(int size) {
            arguments.assume(
                    new Assumption(
                            "stride",
                            String.valueOf(patch),
                            "patches side by side (stride %d)".formatted(patch)));
            return new PatchGrid(size, patch);
        }

        /** Patches per side for which positions were learned, or angles computed. */
        private OptionalInt learnedSide() {
            OptionalInt rows = shapes.sizeIfPresent("pos_embed", 1);
            if (rows.isPresent()) {
                return OptionalInt.of(side(rows.getAsInt() - classToken.count(), "pos_embed"));
            }
            OptionalInt angles = shapes.sizeIfPresent(RotaryAngles.COSINES, 0);
            return angles.isPresent()
                    ? OptionalInt.of(side(angles.getAsInt(), RotaryAngles.COSINES))
                    : OptionalInt.empty();
        }

        private int side(int patches, String name) {
            int side = (int) Math.round(Math.sqrt(Math.max(patches, 0)));
            if (side == 0 || side * side != patches) {
                throw new Problem(
                        "%s: expected positions of a square grid of patches and %s in %s, found %d rows."
                                .formatted(
                                        shapes.file(),
                                        classToken.words(),
                                        name,
                                        shapes.size(name, name.equals("pos_embed") ? 1 : 0)));
            }
            return side;
        }

        /** The stride at which an image of this size has exactly the patches learned for. */
        private PatchGrid ofSize(int size, int side) {
            int room = size - patch;
            boolean exact = side > 1 ? room % (side - 1) == 0 : room == 0;
            int stride = side > 1 ? room / (side - 1) : patch;
            if (exact && stride == patch) {
                return new PatchGrid(size, patch);
            }
            if (!exact || stride < 1 || stride > patch) {
                return assumedSideBySide(size);
            }
            if (isPublished(side) && size == USUAL_SIZE) {
                return publishedOverlap(side);
            }
            throw undecided(side, new PatchGrid(size, stride), new PatchGrid(size, patch));
        }

        private PatchGrid ofSide(int side) {
            if (isPublished(side)) {
                return publishedOverlap(side);
            }
            int half = patch / 2;
            int overlapped = (side - 1) * half + patch;
            if (patch % 2 == 0 && side > 1 && overlapped % USUAL_STEP == 0) {
                throw undecided(
                        side, new PatchGrid(side * patch, patch), new PatchGrid(overlapped, half));
            }
            return assumedSideBySide(side * patch);
        }

        private boolean isPublished(int side) {
            return patch == PUBLISHED_PATCH
                    && (side - 1) * PUBLISHED_STRIDE + PUBLISHED_PATCH == USUAL_SIZE;
        }

        private PatchGrid publishedOverlap(int side) {
            arguments.assume(
                    new Assumption(
                            "stride",
                            String.valueOf(PUBLISHED_STRIDE),
                            "%s, as the published fine-tuned Vims, not %s"
                                    .formatted(
                                            words(USUAL_SIZE, PUBLISHED_STRIDE, patch),
                                            words(side * patch, patch, patch))));
            return new PatchGrid(USUAL_SIZE, PUBLISHED_STRIDE);
        }

        private UndecidedReading undecided(int side, PatchGrid one, PatchGrid other) {
            return new UndecidedReading(
                    "%s: positions of %d × %d patches of %d pixels fit two readings"
                            .formatted(shapes.file(), side, side, patch),
                    List.of(reading(one), reading(other)));
        }

        private Reading reading(PatchGrid grid) {
            return new Reading(
                    words(grid.imageSize(), grid.stride(), patch),
                    Map.of(
                            "img_size", String.valueOf(grid.imageSize()),
                            "stride", String.valueOf(grid.stride())));
        }
    }
}
