/** Masks of objects: pixels, run lengths as COCO writes them, polygons and overlaps. */
package org.mambascope.image.mask;
