/** Tokens between the blocks of a model, and their layout in the original code. */
package org.mambascope.model.token;
