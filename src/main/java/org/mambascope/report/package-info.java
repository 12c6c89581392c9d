/** Output of an analysis: tables, figures, pages and files of numbers, each in a package below. */
package org.mambascope.report;
