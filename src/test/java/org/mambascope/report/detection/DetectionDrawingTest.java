package org.mambascope.report.detection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mambascope.image.Picture;
import org.mambascope.image.mask.BinaryMask;
import org.mambascope.image.mask.BoundingBox;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

class DetectionDrawingTest {
    private static final int SIDE = 200;

    private final DetectionDrawing drawing = new DetectionDrawing(SIDE, 7);

    private static Picture black(int width, int height) {
        return new Picture("night.png", width, height, new int[width * height]);
    }

    private static BinaryMask mask(int width, int height, int... pixels) {
        BitSet set = new BitSet();
        Arrays.stream(pixels).forEach(set::set);
        return BinaryMask.of(width, height, set);
    }

    private static int at(Picture picture, int x, int y) {
        return picture.rgb()[y * picture.width() + x];
    }

    @Test
    @DisplayName("an image without objects is drawn as it is, larger with visible pixels")
    void nothingIsDrawnOverAnImageWithoutObjects() {
        Picture image = new Picture("two.png", 2, 1, new int[] {0x123456, 0xabcdef});

        Picture drawn = drawing.draw(image, List.of());

        assertThat(drawn.name()).isEqualTo("two.png");
        assertThat(drawn.width()).isEqualTo(SIDE);
        assertThat(drawn.height()).isEqualTo(SIDE / 2);
        assertThat(at(drawn, 99, 50)).isEqualTo(0x123456);
        assertThat(at(drawn, 100, 50)).isEqualTo(0xabcdef);
    }

    @Test
    @DisplayName("a box has the colour of its class, and its words stand on that colour above it")
    void aBoxHasTheColourOfItsClass() {
        DrawnObject object =
                new DrawnObject(2, "bird 0.97", new BoundingBox(40, 60, 100, 80), Optional.empty());

        Picture drawn = drawing.draw(black(SIDE, SIDE), List.of(object));

        assertThat(at(drawn, 40, 100)).isEqualTo(0x009e73);
        assertThat(at(drawn, 140, 100)).isEqualTo(0x009e73);
        assertThat(at(drawn, 90, 140)).isEqualTo(0x009e73);
        assertThat(at(drawn, 41, 58)).as("behind the words").isEqualTo(0x009e73);
        assertThat(at(drawn, 90, 100)).as("inside").isZero();
        assertThat(at(drawn, 150, 58)).as("beside").isZero();
    }

    @Test
    @DisplayName("words at the upper edge stand inside the box, at the right edge further left")
    void wordsStayInTheImage() {
        DrawnObject object =
                new DrawnObject(1, "dog 0.50", new BoundingBox(190, 0, 10, 100), Optional.empty());

        Picture drawn = drawing.draw(black(SIDE, SIDE), List.of(object));

        // Words and their letters' edges cover some of the field behind them, as the fonts are.
        assertThat(IntStream.range(150, 190).map(x -> at(drawn, x, 1)).toArray())
                .contains(0x56b4e9);
        assertThat(at(drawn, 185, 50)).isZero();
    }

    @Test
    @DisplayName("the image shines through a mask, whose pixels alone are coloured")
    void theImageShinesThroughAMask() {
        BoundingBox everywhere = new BoundingBox(0, 0, 2, 2);
        DrawnObject object = new DrawnObject(5, "cat 1.00", everywhere, Optional.of(mask(2, 2, 3)));

        Picture drawn = drawing.draw(black(2, 2), List.of(object));

        assertThat(at(drawn, 150, 150)).isEqualTo(0x5f2a00);
        assertThat(at(drawn, 150, 50)).isZero();
        assertThat(at(drawn, 50, 150)).isZero();
    }

    @Test
    @DisplayName("the surest object is drawn over the others")
    void theSurestIsOnTop() {
        BoundingBox box = new BoundingBox(20, 60, 100, 80);

        Picture drawn =
                drawing.draw(
                        black(SIDE, SIDE),
                        List.of(
                                new DrawnObject(0, "cat 0.90", box, Optional.empty()),
                                new DrawnObject(1, "dog 0.40", box, Optional.empty())));

        assertThat(at(drawn, 20, 100)).isEqualTo(0xe69f00);
    }

    @Test
    @DisplayName("objects are drawn where their image is in a frame of another scale")
    void objectsFollowTheFrame() {
        DrawnObject object =
                new DrawnObject(0, "cat", new BoundingBox(10, 40, 10, 20), Optional.empty());

        Picture drawn = drawing.draw(black(SIDE, SIDE), 2, List.of(object));

        assertThat(at(drawn, 20, 100)).isEqualTo(0xe69f00);
        assertThat(at(drawn, 40, 100)).isEqualTo(0xe69f00);
        assertThat(at(drawn, 10, 50)).isZero();
    }

    @Test
    @DisplayName("small images are drawn at a multiple of their size, large ones at their own")
    void drawingsHaveRoomForWords() {
        assertThat(DetectionDrawing.sizedFor(black(123, 91)).side()).isEqualTo(4 * 123);
        assertThat(DetectionDrawing.sizedFor(black(1333, 800)).side()).isEqualTo(1333);
    }

    @Test
    @DisplayName("seven classes have seven colours, the eighth the first again")
    void coloursRepeatAfterSevenClasses() {
        assertThat(IntStream.range(0, 7).mapToObj(ClassColour::of)).doesNotHaveDuplicates();
        assertThat(ClassColour.of(7)).isEqualTo(ClassColour.of(0));
    }
}
