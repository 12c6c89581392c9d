/** Images as a model's first layer takes them. */
package org.mambascope.model.input;
