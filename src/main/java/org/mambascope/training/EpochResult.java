package org.mambascope.training;

/**
 * State of training after an epoch; accuracies are in percent.
 *
 * @param epoch counted from 1
 * @param loss mean over the epoch's images
 * @param trainingAccuracy during the epoch, on varied images
 * @param testAccuracy after it, on images that are not trained on
 * @param seconds spent on training so far, testing not counted
 */
public record EpochResult(
        int epoch, double loss, double trainingAccuracy, double testAccuracy, double seconds) {}
