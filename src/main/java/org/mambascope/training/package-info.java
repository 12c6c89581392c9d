/**
 * Trains small models from scratch: a plan says what and how, the trainer does it, can be stopped
 * and goes on where it stopped, and leaves a model that says how it came about.
 */
package org.mambascope.training;
