/** What a model answers, and whether it is an answer at all. */
package org.mambascope.model.logits;
