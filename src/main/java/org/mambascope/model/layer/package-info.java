/**
 * Building blocks that architectures share: norms, class tokens, position embeddings, scan orders,
 * selective state spaces.
 */
package org.mambascope.model.layer;
