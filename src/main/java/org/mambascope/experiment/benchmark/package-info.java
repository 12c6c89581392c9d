/** Speed of a model, time spent in each of its parts, and distance from a limit. */
package org.mambascope.experiment.benchmark;
