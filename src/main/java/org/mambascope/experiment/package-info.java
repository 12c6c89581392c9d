/** Experiments with a model, each kind in a room below. */
package org.mambascope.experiment;
