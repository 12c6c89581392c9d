/**
 * Scenes composed of garments from Fashion-MNIST on drawn backgrounds, with exact boxes and masks:
 * a detection dataset that every computer makes to the same byte.
 */
package org.mambascope.dataset.scene;
