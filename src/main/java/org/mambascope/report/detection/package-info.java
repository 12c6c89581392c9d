/** Objects of detectors, drawn over their images: boxes, masks, classes and scores. */
package org.mambascope.report.detection;
