package org.mambascope.dataset.scene;

import org.mambascope.dataset.Dataset;
import org.mambascope.image.mask.BinaryMask;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Composes scenes: each is a function of the garments, the seed, its number and its size. At most
 * six garments are placed one over the other, so that each keeps at least 60 % of its pixels.
 *
 * @param garments labelled images of 28 × 28
 * @param seed of all scenes
 * @param width of a scene in pixels, not less than the largest garment
 * @param height of a scene in pixels, not less than the largest garment
 */
record SceneGenerator(Dataset garments, long seed, int width, int height) {
    private static final long SCENES_PER_SEED = 1_000_003;

    /** Largest side of a garment in pixels. */
    static final int LARGEST = 64;

    private static final int MOST_GARMENTS = 6;
    private static final int SMALLEST = 22;
    private static final int CHOICES = 20;
    private static final int PLACES = 8;

    SceneGenerator {
        if (Math.min(width, height) < LARGEST) {
            throw new IllegalArgumentException(
                    "a scene has sides of at least %d pixels".formatted(LARGEST));
        }
    }

    /** The scene of a number. */
    Scene scene(int index) {
        return new Composition(new SplitMix64(seed * SCENES_PER_SEED + index)).compose();
    }

    /** A garment that was placed. */
    private record Placed(int label, BitSet visible, int pixels) {}

    private final class Composition {
        private final SplitMix64 random;
        private final int[] rgb;
        private final List<Placed> placed = new ArrayList<>();

        Composition(SplitMix64 random) {
            this.random = random;
            rgb = new Background(random, width, height).paint();
        }

        Scene compose() {
            int count = 1 + random.below(MOST_GARMENTS);
            for (int i = 0; i < count; i++) {
                addGarment();
            }
            return new Scene(
                    rgb,
                    placed.stream()
                            .map(
                                    each ->
                                            new Scene.Item(
                                                    each.label(),
                                                    BinaryMask.of(width, height, each.visible())))
                            .toList());
        }

        private void addGarment() {
            int item = 0;
            Garment garment = null;
            for (int i = 0; i < CHOICES && (garment == null || !garment.isShown()); i++) {
                item = random.below(garments.size());
                garment = garment(item);
            }
            int side = SMALLEST + random.below(LARGEST - SMALLEST + 1);
            Garment turned = random.below(2) == 1 ? garment.mirrored() : garment;
            double[] tint = new double[3];
            for (int i = 0; i < tint.length; i++) {
                tint[i] = 0.5 + 0.5 * random.real();
            }
            Sprite sprite = Sprite.of(turned, side, tint);
            int label = garments.label(item).orElseThrow();
            place(sprite)
                    .ifPresent(
                            pixels -> placed.add(new Placed(label, pixels, pixels.cardinality())));
        }

        private Garment garment(int item) {
            int[] grey = garments.picture(item).rgb().clone();
            for (int i = 0; i < grey.length; i++) {
                grey[i] &= 0xff;
            }
            return Garment.of(grey);
        }

        /** Paints a garment where it fits, and returns its pixels. */
        private Optional<BitSet> place(Sprite sprite) {
            int margin = sprite.side() / 8;
            for (int i = 0; i < PLACES; i++) {
                int left = random.below(width - sprite.side() + 2 * margin + 1) - margin;
                int top = random.below(height - sprite.side() + 2 * margin + 1) - margin;
                BitSet pixels = new BitSet(width * height);
                if (isInside(sprite, left, top, pixels) && leavesOthers(pixels)) {
                    placed.forEach(other -> other.visible().andNot(pixels));
                    paint(sprite, left, top, pixels);
                    return Optional.of(pixels);
                }
            }
            return Optional.empty();
        }

        /** Sets a sprite's pixels in the scene; returns true if these are 80 % of it. */
        private boolean isInside(Sprite sprite, int left, int top, BitSet pixels) {
            int all = 0;
            for (int i = 0; i < sprite.inside().length; i++) {
                int x = left + i % sprite.side();
                int y = top + i / sprite.side();
                all += sprite.inside()[i] ? 1 : 0;
                if (sprite.inside()[i] && x >= 0 && x < width && y >= 0 && y < height) {
                    pixels.set(y * width + x);
                }
            }
            return 10 * pixels.cardinality() >= 8 * all;
        }

        private boolean leavesOthers(BitSet pixels) {
            return placed.stream()
                    .allMatch(
                            other -> {
                                BitSet left = (BitSet) other.visible().clone();
                                left.andNot(pixels);
                                return 10 * left.cardinality() >= 6 * other.pixels();
                            });
        }

        private void paint(Sprite sprite, int left, int top, BitSet pixels) {
            for (int at = pixels.nextSetBit(0); at >= 0; at = pixels.nextSetBit(at + 1)) {
                int x = at % width - left;
                int y = at / width - top;
                rgb[at] = sprite.rgb()[y * sprite.side() + x];
            }
        }
    }
}
