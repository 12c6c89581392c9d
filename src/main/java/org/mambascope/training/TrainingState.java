package org.mambascope.training;

import org.mambascope.base.json.JsonFields;

import java.util.List;
import java.util.stream.Stream;

/**
 * Training progress; with the tensors of a checkpoint, enough to resume.
 *
 * @param step steps done
 * @param seconds spent on them
 * @param epochLoss sum over the current epoch's images so far
 * @param epochHits of these images, classified rightly
 * @param epochPictures images seen in the current epoch
 * @param curve of the epochs done
 */
record TrainingState(
        long step,
        double seconds,
        double epochLoss,
        long epochHits,
        long epochPictures,
        List<EpochResult> curve) {
    static final TrainingState NOTHING = new TrainingState(0, 0, 0, 0, 0, List.of());

    TrainingState {
        curve = List.copyOf(curve);
    }

    /**
     * Reads what a checkpoint says.
     *
     * @throws org.mambascope.base.Problem if something is missing or impossible
     */
    static TrainingState read(JsonFields fields) {
        fields.only("step", "seconds", "epochLoss", "epochHits", "epochPictures", "curve");
        return new TrainingState(
                count(fields, "step"),
                fields.requiredNumber("seconds", 0, Double.MAX_VALUE),
                fields.requiredNumber("epochLoss", 0, Double.MAX_VALUE),
                count(fields, "epochHits"),
                count(fields, "epochPictures"),
                fields.objects("curve").stream().map(TrainingState::epoch).toList());
    }

    private static EpochResult epoch(JsonFields fields) {
        fields.only("epoch", "loss", "trainingAccuracy", "testAccuracy", "seconds");
        return new EpochResult(
                fields.requiredWholeNumber("epoch", 1, Integer.MAX_VALUE),
                fields.requiredNumber("loss", 0, Double.MAX_VALUE),
                fields.requiredNumber("trainingAccuracy", 0, 100),
                fields.requiredNumber("testAccuracy", 0, 100),
                fields.requiredNumber("seconds", 0, Double.MAX_VALUE));
    }

    private static long count(JsonFields fields, String name) {
        return fields.longNumber(name, 0, Long.MAX_VALUE)
                .orElseThrow(() -> fields.wrong(name, "a whole number"));
    }

    /** After one more step. */
    TrainingState afterStep(double moreSeconds, double loss, long hits, long pictures) {
        return new TrainingState(
                step + 1,
                seconds + moreSeconds,
                epochLoss + loss * pictures,
                epochHits + hits,
                epochPictures + pictures,
                curve);
    }

    /** After the current epoch has been tested. */
    TrainingState afterEpoch(double testAccuracy) {
        EpochResult result =
                new EpochResult(
                        curve.size() + 1,
                        epochLoss / Math.max(1, epochPictures),
                        100.0 * epochHits / Math.max(1, epochPictures),
                        testAccuracy,
                        seconds);
        List<EpochResult> longer = Stream.concat(curve.stream(), Stream.of(result)).toList();
        return new TrainingState(step, seconds, 0, 0, 0, longer);
    }
}
