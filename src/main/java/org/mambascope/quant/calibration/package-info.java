/** Calibration images, and what blocks take in and give out for them. */
package org.mambascope.quant.calibration;
