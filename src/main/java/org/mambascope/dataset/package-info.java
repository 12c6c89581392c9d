/** Datasets: folders of classes, label files, IDX files, and batches of their images. */
package org.mambascope.dataset;
