/**
 * The command line. Results go to stdout, as text or with {@code --json} as nothing but JSON;
 * progress, notes and problems go to stderr. Exit codes: 0 done, 1 failed, 2 wrong usage.
 */
package org.mambascope.cli;
