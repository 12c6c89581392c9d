/**
 * Visual Mambas: from weight files to models, and from images to logits.
 *
 * <p>{@link org.mambascope.model.load.ModelLoader} recognises the architecture from names and
 * shapes of the weights and builds it; each backbone has a package of its own. A forward pass
 * offers its intermediate values to a {@link org.mambascope.model.Probe}; linear layers that can be
 * quantised sit in {@link org.mambascope.model.LinearSlot}s, where another implementation can
 * replace them.
 */
package org.mambascope.model;
