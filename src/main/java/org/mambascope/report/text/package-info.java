/** Words and numbers of figures and pages, in the chosen language. */
package org.mambascope.report.text;
