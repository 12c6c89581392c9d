package org.mambascope.experiment.benchmark;

import java.util.Map;

/**
 * Measurement of one precision at one batch size.
 *
 * @param precision as {@code fp32}
 * @param batch images that go through the model at once
 * @param medianMs of a batch, in milliseconds
 * @param p95Ms 95 of 100 batches took no longer, in milliseconds
 * @param spreadMs width of the middle half of the runs, in milliseconds
 * @param imagesPerSecond at the median
 * @param peakMb most memory that the process held while or before this ran, in MB; 0 if unknown
 * @param share of the time by kind of layer, 0 … 1 each, together 1
 * @param limitMs time of a batch if it were nothing but the linear layers, as fast as the library
 *     alone computes them in 32-bit floats, and the scans, as fast as a kernel can be
 * @param integerLayers layers that multiplied integers
 * @param sqnrDb signal-to-noise ratio of the timed logits against the reference's, in dB; NaN or −∞
 *     where either are not numbers
 * @param notNumbers images of the batch whose logits are not numbers
 */
public record Measurement(
        String precision,
        int batch,
        double medianMs,
        double p95Ms,
        double spreadMs,
        double imagesPerSecond,
        double peakMb,
        Map<LayerKind, Double> share,
        double limitMs,
        int integerLayers,
        double sqnrDb,
        int notNumbers) {}
