/**
 * Questions to detectors: what they find in the images of a dataset, how right that is, and how the
 * answers of two agree. COCO's rules are in {@link org.mambascope.experiment.detection}; questions
 * to classifiers in {@link org.mambascope.experiment.evaluation}.
 */
package org.mambascope.experiment.task;
