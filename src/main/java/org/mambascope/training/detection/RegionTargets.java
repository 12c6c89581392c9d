package org.mambascope.training.detection;

import org.mambascope.model.detection.box.BoxDecoder;
import org.mambascope.model.detection.box.BoxEncoder;
import org.mambascope.model.detection.box.Boxes;
import org.mambascope.model.detection.box.FeatureMap;
import org.mambascope.model.detection.box.RoiAlign;
import org.mambascope.model.maskrcnn.BatchAnswers;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Regions of an image and what the heads are to say of them. Those with an object come first.
 *
 * @param regions in pixels of the input
 * @param objects number of the object of each of the first regions
 * @param offsets to these objects, as the box head decodes them, objects × 4
 */
@SuppressWarnings("ArrayRecordComponent")
record RegionTargets(Boxes regions, int[] objects, float[] offsets) {
    private static final BoxEncoder ENCODER = new BoxEncoder(BoxDecoder.BOX_HEAD);
    private static final RoiAlign CELLS = new RoiAlign(BatchAnswers.MASK_SIDE);

    /** Draws regions from an image's proposals and, so that there are some, its objects. */
    static RegionTargets of(
            Boxes proposals,
            DetectionExample example,
            RandomSampler sampler,
            SplittableRandom random) {
        int count = example.objects().count();
        int[] assigned =
                IntStream.concat(
                                IntStream.range(0, count),
                                IntStream.of(
                                        MaxIouAssigner.REGIONS.assign(
                                                proposals, example.objects())))
                        .toArray();
        Boxes all = Boxes.concat(List.of(example.objects(), proposals));
        RandomSampler.Sample sample = sampler.sample(assigned, random);
        int[] objects = IntStream.of(sample.positives()).map(box -> assigned[box]).toArray();
        Boxes positives = all.select(sample.positives());
        return new RegionTargets(
                Boxes.concat(List.of(positives, all.select(sample.negatives()))),
                objects,
                ENCODER.encode(positives, example.objects().select(objects)));
    }

    /** The regions whose objects have masks, by their numbers. */
    int[] masked(DetectionExample example) {
        return IntStream.range(0, objects.length)
                .filter(region -> example.masks().get(objects[region]).isPresent())
                .toArray();
    }

    /**
     * The mask of a region's object, 0 or 1 in each of its cells: where the average of its pixels
     * is ½ or more.
     */
    float[] mask(DetectionExample example, int region) {
        FeatureMap mask = example.masks().get(objects[region]).orElseThrow();
        Boxes box =
                regions.select(region)
                        .dividedBy(
                                (float) example.input().factorX(),
                                (float) example.input().factorY());
        float[] cells = CELLS.apply(mask, 1, box);
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell] = cells[cell] >= 0.5f ? 1 : 0;
        }
        return cells;
    }
}
