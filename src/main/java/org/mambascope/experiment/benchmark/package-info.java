/** How fast a model runs, in which of its parts the time goes, and how far that is from a limit. */
package org.mambascope.experiment.benchmark;
