/** Images with objects: their categories, boxes and masks, and what a detector found in them. */
package org.mambascope.dataset.annotation;
