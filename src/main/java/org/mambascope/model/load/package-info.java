/** A weight file becomes a model. */
package org.mambascope.model.load;
