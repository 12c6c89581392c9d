/** Tables, and their formats: CSV, JSON, LaTeX, Markdown, text. */
package org.mambascope.report.table;
