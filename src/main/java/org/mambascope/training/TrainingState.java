package org.mambascope.training;

import org.mambascope.base.json.JsonFields;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Training progress; with the tensors of a checkpoint, enough to resume.
 *
 * @param step steps done
 * @param seconds spent on them
 * @param epochLoss sum over the current epoch's images so far
 * @param epochPictures images seen in the current epoch
 * @param epochFigures sums over these images, by name
 * @param curve of the epochs done
 */
record TrainingState(
        long step,
        double seconds,
        double epochLoss,
        long epochPictures,
        Map<String, Double> epochFigures,
        List<EpochResult> curve) {
    private static final List<String> OF_AN_EPOCH = List.of("epoch", "loss", "seconds");

    static final TrainingState NOTHING = new TrainingState(0, 0, 0, 0, Map.of(), List.of());

    TrainingState {
        epochFigures = Collections.unmodifiableMap(new LinkedHashMap<>(epochFigures));
        curve = List.copyOf(curve);
    }

    /**
     * Reads what a checkpoint says.
     *
     * @throws org.mambascope.base.Problem if something is missing or impossible
     */
    static TrainingState read(JsonFields fields) {
        fields.only("step", "seconds", "epochLoss", "epochPictures", "epochFigures", "curve");
        return new TrainingState(
                count(fields, "step"),
                fields.requiredNumber("seconds", 0, Double.MAX_VALUE),
                fields.requiredNumber("epochLoss", 0, Double.MAX_VALUE),
                count(fields, "epochPictures"),
                figures(fields.requiredObject("epochFigures")),
                fields.objects("curve").stream().map(TrainingState::epoch).toList());
    }

    private static EpochResult epoch(JsonFields fields) {
        return new EpochResult(
                fields.requiredWholeNumber("epoch", 1, Integer.MAX_VALUE),
                fields.requiredNumber("loss", 0, Double.MAX_VALUE),
                fields.requiredNumber("seconds", 0, Double.MAX_VALUE),
                figures(fields));
    }

    private static Map<String, Double> figures(JsonFields fields) {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (String name : fields.names()) {
            if (!OF_AN_EPOCH.contains(name)) {
                figures.put(name, fields.requiredNumber(name, -Double.MAX_VALUE, Double.MAX_VALUE));
            }
        }
        return figures;
    }

    private static long count(JsonFields fields, String name) {
        return fields.longNumber(name, 0, Long.MAX_VALUE)
                .orElseThrow(() -> fields.wrong(name, "a whole number"));
    }

    /**
     * After one more step.
     *
     * @param loss mean over its images
     * @param figures means over its images
     */
    TrainingState afterStep(
            double moreSeconds, double loss, Map<String, Double> figures, int pictures) {
        Map<String, Double> sums = new LinkedHashMap<>(epochFigures);
        figures.forEach((name, mean) -> sums.merge(name, mean * pictures, Double::sum));
        return new TrainingState(
                step + 1,
                seconds + moreSeconds,
                epochLoss + loss * pictures,
                epochPictures + pictures,
                sums,
                curve);
    }

    /**
     * After the current epoch.
     *
     * @param tested figures of the test, if there was one
     */
    TrainingState afterEpoch(Map<String, Double> tested) {
        double pictures = Math.max(1, epochPictures);
        Map<String, Double> figures = new LinkedHashMap<>();
        epochFigures.forEach((name, sum) -> figures.put(name, sum / pictures));
        figures.putAll(tested);
        EpochResult result =
                new EpochResult(curve.size() + 1, epochLoss / pictures, seconds, figures);
        List<EpochResult> longer = Stream.concat(curve.stream(), Stream.of(result)).toList();
        return new TrainingState(step, seconds, 0, 0, Map.of(), longer);
    }
}
