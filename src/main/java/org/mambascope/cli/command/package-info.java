/** Commands, one class each. */
package org.mambascope.cli.command;
