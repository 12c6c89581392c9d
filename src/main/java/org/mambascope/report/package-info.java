/**
 * What is taken away: figures of what a point of the model showed and tables of its statistics. A
 * {@link org.mambascope.report.Figure} is data with a look; it becomes a JFreeChart.
 */
package org.mambascope.report;
