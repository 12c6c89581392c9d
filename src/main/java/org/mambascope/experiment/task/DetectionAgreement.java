package org.mambascope.experiment.task;

import org.mambascope.dataset.annotation.Detection;

import java.util.ArrayList;
import java.util.List;

/**
 * Detections of two models in one image, matched one to one: of the same category, with an IoU of
 * the boxes of at least one half, the surest first.
 *
 * @param both pairs, the first model's before the second's
 * @param lost that only the first model has
 * @param gained that only the second model has
 */
public record DetectionAgreement(List<Pair> both, List<Detection> lost, List<Detection> gained) {
    /** Score from which a detection counts. */
    public static final double SCORE = 0.3;

    private static final double OVERLAP = 0.5;

    /** One object in both models' answers. */
    public record Pair(Detection before, Detection after) {}

    /** Matches the detections of an image that have at least a score. */
    public static DetectionAgreement of(
            List<Detection> before, List<Detection> after, double score) {
        List<Detection> open =
                new ArrayList<>(after.stream().filter(it -> it.score() >= score).toList());
        List<Pair> both = new ArrayList<>();
        List<Detection> lost = new ArrayList<>();
        for (Detection each : before.stream().filter(it -> it.score() >= score).toList()) {
            Detection best = null;
            double overlap = OVERLAP;
            for (Detection other : open) {
                double common = each.box().overlap(other.box(), false);
                if (other.category() == each.category() && common >= overlap) {
                    best = other;
                    overlap = common;
                }
            }
            if (best == null) {
                lost.add(each);
            } else {
                open.remove(best);
                both.add(new Pair(each, best));
            }
        }
        return new DetectionAgreement(List.copyOf(both), List.copyOf(lost), List.copyOf(open));
    }

    /** Share of the detections of both that both have, in percent; 100 where there are none. */
    static double percent(List<List<Detection>> before, List<List<Detection>> after) {
        long common = 0;
        long all = 0;
        for (int image = 0; image < before.size(); image++) {
            DetectionAgreement agreement = of(before.get(image), after.get(image), SCORE);
            common += 2L * agreement.both().size();
            all += agreement.lost().size() + agreement.gained().size();
        }
        return common + all == 0 ? 100 : 100.0 * common / (common + all);
    }
}
