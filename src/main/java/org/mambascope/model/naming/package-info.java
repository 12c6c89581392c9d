/**
 * Weights under other names than the file's: those by which the present original code knows them.
 */
package org.mambascope.model.naming;
