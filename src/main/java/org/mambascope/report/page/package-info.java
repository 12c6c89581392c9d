/** Pages in HTML, and folders of results. */
package org.mambascope.report.page;
