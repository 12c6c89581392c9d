/**
 * Trains small models from scratch: a plan says what and how, the trainer does it, can be stopped
 * and goes on where it stopped, and leaves a model that says how it came about. What is learned is
 * a {@code Task}, to classify or to detect, of which the trainer knows images, loss and test.
 */
package org.mambascope.training;
