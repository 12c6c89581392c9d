package org.mambascope.training;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import java.util.List;

/**
 * Result of a training.
 *
 * @param command that started it
 * @param settings of the plan, in words
 * @param seed of everything random
 * @param parameters learned values
 * @param trainingPictures images seen in each epoch
 * @param test of the final model
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
        @JsonUnwrapped TestResult test,
        List<EpochResult> curve,
        double seconds,
        List<String> notes) {
    public TrainingReport {
        curve = List.copyOf(curve);
        notes = List.copyOf(notes);
    }
}
