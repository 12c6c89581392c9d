/** The log: what happened, in the order in which it happened. */
package org.mambascope.ui.log;
