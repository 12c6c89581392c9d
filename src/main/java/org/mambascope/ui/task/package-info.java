/** The task panel: what runs, waits and has ended. */
package org.mambascope.ui.task;
