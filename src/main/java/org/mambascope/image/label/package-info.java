/**
 * What images are called: names of classes, files of labels, and which of a model's classes each
 * class of a dataset is.
 */
package org.mambascope.image.label;
