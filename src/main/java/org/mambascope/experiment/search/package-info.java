/** Bit plans that lose least within a budget of size, bit operations or time. */
package org.mambascope.experiment.search;
