package org.mambascope.training.detection;

import org.mambascope.dataset.annotation.AnnotatedImage;
import org.mambascope.dataset.annotation.AnnotatedObject;
import org.mambascope.dataset.annotation.DetectionDataset;
import org.mambascope.image.DetectionPreprocessing;
import org.mambascope.image.Picture;
import org.mambascope.image.mask.BinaryMask;
import org.mambascope.image.mask.BoundingBox;
import org.mambascope.image.mask.Rle;
import org.mambascope.model.detection.box.Boxes;
import org.mambascope.model.detection.box.FeatureMap;

import java.util.List;

/**
 * Reads images to learn from, as they are or mirrored left to right. Crowds and objects of less
 * than a pixel are left out.
 */
record ExampleReader(DetectionDataset dataset, DetectionPreprocessing preprocessing) {
    /**
     * Reads an image.
     *
     * @throws org.mambascope.base.Problem if it cannot be read
     */
    DetectionExample read(int index, boolean mirrored) {
        AnnotatedImage image = dataset.image(index);
        Picture picture = dataset.picture(index);
        DetectionPreprocessing.Input input =
                preprocessing.apply(mirrored ? mirrored(picture) : picture);
        List<AnnotatedObject> objects =
                image.objects().stream().filter(ExampleReader::isLearned).toList();
        return new DetectionExample(
                input,
                boxes(objects, image.width(), mirrored, input),
                objects.stream().mapToInt(AnnotatedObject::category).toArray(),
                objects.stream()
                        .map(
                                object ->
                                        object.segmentation()
                                                .mask(image.height(), image.width())
                                                .map(Rle::toMask)
                                                .map(mask -> map(mask, mirrored)))
                        .toList());
    }

    private static boolean isLearned(AnnotatedObject object) {
        BoundingBox box = object.box();
        return !object.crowd() && box.width() >= 1 && box.height() >= 1;
    }

    private static Boxes boxes(
            List<AnnotatedObject> objects,
            int width,
            boolean mirrored,
            DetectionPreprocessing.Input input) {
        float[] corners = new float[Boxes.SIDES * objects.size()];
        int at = 0;
        for (AnnotatedObject object : objects) {
            BoundingBox box = object.box();
            double left = mirrored ? width - box.x() - box.width() : box.x();
            corners[at++] = (float) (left * input.factorX());
            corners[at++] = (float) (box.y() * input.factorY());
            corners[at++] = (float) ((left + box.width()) * input.factorX());
            corners[at++] = (float) ((box.y() + box.height()) * input.factorY());
        }
        return Boxes.of(corners);
    }

    private static Picture mirrored(Picture picture) {
        int width = picture.width();
        int[] rgb = new int[picture.rgb().length];
        for (int pixel = 0; pixel < rgb.length; pixel++) {
            int x = pixel % width;
            rgb[pixel] = picture.rgb()[pixel - x + width - 1 - x];
        }
        return new Picture(picture.name(), width, picture.height(), rgb);
    }

    private static FeatureMap map(BinaryMask mask, boolean mirrored) {
        int width = mask.width();
        float[] values = new float[width * mask.height()];
        mask.pixels().stream()
                .forEach(
                        pixel -> {
                            int x = pixel % width;
                            values[mirrored ? pixel - x + width - 1 - x : pixel] = 1;
                        });
        return new FeatureMap(mask.height(), width, 1, values);
    }
}
