/** Output of commands: results, progress, remaining time, files. */
package org.mambascope.cli.output;
