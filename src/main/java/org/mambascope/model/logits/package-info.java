/** Logits of a model, and checks that they are numbers. */
package org.mambascope.model.logits;
