/**
 * Initial values of a model before training: for every tensor the rule by which the original code
 * draws them.
 */
package org.mambascope.model.initial;
