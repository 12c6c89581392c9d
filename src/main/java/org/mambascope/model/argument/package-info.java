/**
 * Facts about a model that its weights do not hold: the arguments of the original constructors, the
 * bounds of sizes, and readings between which weights cannot decide.
 */
package org.mambascope.model.argument;
