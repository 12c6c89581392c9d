/**
 * Use cases that the window and the command line share: opening and analysing models, quantising
 * and comparing them, searching for bit plans. Neither JavaFX nor picocli.
 */
package org.mambascope.workflow;
