package org.mambascope.training.detection;

import org.mambascope.dataset.annotation.AnnotatedImage;
import org.mambascope.dataset.annotation.AnnotatedObject;
import org.mambascope.dataset.annotation.Category;
import org.mambascope.dataset.annotation.DetectionDataset;
import org.mambascope.dataset.annotation.Segmentation;
import org.mambascope.image.Picture;
import org.mambascope.image.mask.BinaryMask;
import org.mambascope.image.mask.Rle;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/** Images of 64 × 64 pixels with one red or one blue square on grey. */
record Squares(int size, int seed) implements DetectionDataset {
    static final int SIDE = 64;

    /** A square of an image. */
    private record Square(int x, int y, int side, int category) {
        static Square of(Random random) {
            int side = 24 + random.nextInt(16);
            return new Square(
                    random.nextInt(SIDE - side),
                    random.nextInt(SIDE - side),
                    side,
                    random.nextInt(2));
        }

        BinaryMask mask() {
            BitSet pixels = new BitSet();
            for (int row = y; row < y + side; row++) {
                pixels.set(row * SIDE + x, row * SIDE + x + side);
            }
            return BinaryMask.of(SIDE, SIDE, pixels);
        }
    }

    private Square square(int index) {
        return Square.of(new Random(1000L * seed + index));
    }

    @Override
    public String name() {
        return "squares";
    }

    @Override
    public List<Category> categories() {
        return List.of(new Category(1, "red"), new Category(5, "blue"));
    }

    @Override
    public AnnotatedImage image(int index) {
        Square square = square(index);
        Rle mask = Rle.of(square.mask());
        AnnotatedObject object =
                new AnnotatedObject(
                        square.category(),
                        mask.box(),
                        mask.area(),
                        false,
                        new Segmentation.Pixels(mask));
        return new AnnotatedImage(index + 1, "square", SIDE, SIDE, List.of(object));
    }

    @Override
    public Picture picture(int index) {
        Square square = square(index);
        int[] rgb = new int[SIDE * SIDE];
        Arrays.fill(rgb, 0x808080);
        square.mask().pixels().stream()
                .forEach(pixel -> rgb[pixel] = square.category() == 0 ? 0xe02020 : 0x2020e0);
        return new Picture("square", SIDE, SIDE, rgb);
    }
}
