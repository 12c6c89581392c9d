package org.mambascope.dataset.annotation;

import org.mambascope.image.mask.PolygonMask;
import org.mambascope.image.mask.Rle;

import java.util.List;
import java.util.Optional;

/** The outline of an object, as a file has it. */
public sealed interface Segmentation {
    /** An object known by its box alone. */
    Segmentation UNKNOWN = new Unknown();

    /** The mask in an image of this size; empty where the outline is not known. */
    Optional<Rle> mask(int height, int width);

    /** No outline. */
    record Unknown() implements Segmentation {
        @Override
        public Optional<Rle> mask(int height, int width) {
            return Optional.empty();
        }
    }

    /**
     * Polygons that belong to the object together.
     *
     * @param parts x and y of each corner in turn, at least three corners, in pixels
     */
    record Polygons(List<double[]> parts) implements Segmentation {
        public Polygons {
            parts = List.copyOf(parts);
        }

        @Override
        public Optional<Rle> mask(int height, int width) {
            return Optional.of(PolygonMask.of(height, width, parts));
        }
    }

    /** The pixels themselves. */
    record Pixels(Rle mask) implements Segmentation {
        @Override
        public Optional<Rle> mask(int height, int width) {
            return Optional.of(mask);
        }
    }
}
