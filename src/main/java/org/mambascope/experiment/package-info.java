/** Experiments with a model: what it predicts, and how often it is right. */
package org.mambascope.experiment;
