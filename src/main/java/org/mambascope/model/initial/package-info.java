/**
 * How a model begins before training: for every tensor the rule by which the original code draws
 * its first values.
 */
package org.mambascope.model.initial;
