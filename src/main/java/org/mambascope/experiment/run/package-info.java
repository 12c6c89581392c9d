/** Models that were made of one model, how, and what was measured of them. */
package org.mambascope.experiment.run;
