/**
 * Names of images and classes: names of classes, files of labels, and the matching of a dataset's
 * classes to a model's.
 */
package org.mambascope.image.label;
