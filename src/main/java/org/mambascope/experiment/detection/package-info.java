/** Average precision of detections as COCO defines it, for boxes and for masks. */
package org.mambascope.experiment.detection;
