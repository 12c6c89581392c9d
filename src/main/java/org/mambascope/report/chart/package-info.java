/**
 * The drawing of a figure: plot area, layers, axes, colours. A {@link
 * org.mambascope.report.chart.Figure} is data with a look; it becomes a JFreeChart.
 */
package org.mambascope.report.chart;
