/** What a command prints and writes: results, progress, remaining time, files. */
package org.mambascope.cli.output;
