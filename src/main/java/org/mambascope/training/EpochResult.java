package org.mambascope.training;

/**
 * How training stood after an epoch; accuracies are in percent.
 *
 * @param epoch counted from 1
 * @param loss mean over the epoch's pictures
 * @param trainingAccuracy while the epoch went on, on varied pictures
 * @param testAccuracy after it, on pictures that are not trained on
 * @param seconds spent on training so far, testing not counted
 */
public record EpochResult(
        int epoch, double loss, double trainingAccuracy, double testAccuracy, double seconds) {}
