/**
 * Use cases of the window below its views: opening, analysing, quantising, comparing, searching
 * plans. No JavaFX.
 */
package org.mambascope.workflow;
