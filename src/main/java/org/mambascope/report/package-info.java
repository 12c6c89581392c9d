/**
 * What is taken away from an analysis: tables, figures, pages and files of numbers, each in a room
 * below.
 */
package org.mambascope.report;
