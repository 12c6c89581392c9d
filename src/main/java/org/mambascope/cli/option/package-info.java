/** Options that several commands share. */
package org.mambascope.cli.option;
