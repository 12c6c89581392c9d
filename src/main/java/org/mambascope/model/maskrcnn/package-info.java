/**
 * Mask R-CNN on a VMamba, as VMamba's configurations for mmdetection have it: recognised from its
 * weights, built, and run from the features of the backbone to boxes and masks.
 */
package org.mambascope.model.maskrcnn;
