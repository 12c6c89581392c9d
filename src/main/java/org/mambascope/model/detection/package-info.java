/** What a detector answers: objects with their boxes, masks, classes and scores. */
package org.mambascope.model.detection;
