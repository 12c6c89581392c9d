/**
 * Visual Mambas: how a weight file becomes a model, and how a model turns images into logits.
 *
 * <p>{@link org.mambascope.model.load.ModelLoader} recognises the architecture from names and
 * shapes of the weights and builds it; each backbone has a room of its own. A forward pass offers
 * what it computes to a {@link org.mambascope.model.Probe}; linear layers that can be quantised
 * stand in {@link org.mambascope.model.LinearSlot}s, where another implementation can take their
 * place.
 */
package org.mambascope.model;
