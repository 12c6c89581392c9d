/**
 * Learning to detect as mmdetection's Mask R-CNN does: which anchors and regions are to find which
 * objects, samples of them, losses, and AP on images that are held out.
 */
package org.mambascope.training.detection;
