/** COCO's files: annotations of a dataset, and a detector's results. */
package org.mambascope.dataset.coco;
