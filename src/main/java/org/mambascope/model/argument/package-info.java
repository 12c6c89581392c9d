/**
 * What may be said of a model beside its weights: the arguments of the original constructors, the
 * bounds of sizes, and readings between which weights cannot decide.
 */
package org.mambascope.model.argument;
