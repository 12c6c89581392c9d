package org.mambascope.training;

import java.util.List;

/**
 * Result of a training.
 *
 * @param command that started it
 * @param settings of the plan, in words
 * @param seed of everything random
 * @param parameters learned values
 * @param trainingPictures images seen in each epoch
 * @param testPictures images that the accuracy was measured on
 * @param testAccuracy top-1 of the final model, in percent
 * @param confusion images by true class (rows) and predicted class (columns)
 * @param curve epoch by epoch
 * @param seconds spent on training, testing not counted
 * @param notes for the user, a sentence each
 */
public record TrainingReport(
        String command,
        String settings,
        long seed,
        long parameters,
        int trainingPictures,
        int testPictures,
        double testAccuracy,
        List<List<Integer>> confusion,
        List<EpochResult> curve,
        double seconds,
        List<String> notes) {
    public TrainingReport {
        confusion = List.copyOf(confusion);
        curve = List.copyOf(curve);
        notes = List.copyOf(notes);
    }
}
