/**
 * Geometry of detection on the CPU, without a tensor library: boxes, anchors, the decoder, NMS,
 * RoIAlign and pasting of masks, in single precision as mmdetection 3 and mmcv 2 compute them.
 */
package org.mambascope.model.detection.box;
