/** Learning to classify: labelled images and their variation, cross entropy, top-1. */
package org.mambascope.training.classification;
