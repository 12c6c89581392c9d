/**
 * The figures and tables of the field: token ranges, channel outliers, histograms, SQNR, trade-
 * offs.
 */
package org.mambascope.report.figure;
