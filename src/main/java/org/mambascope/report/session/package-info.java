/** What session files keep beside what is open, and the report of a session. */
package org.mambascope.report.session;
