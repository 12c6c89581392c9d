/**
 * Quantisation of a model, block by block: {@link org.mambascope.quant.BlockwiseQuantiser} takes a
 * plan and calibration images and gives quantised layers. Its sub-packages hold the plan; ranges
 * and layers; the search and the learning of steps; the quantised file.
 */
package org.mambascope.quant;
