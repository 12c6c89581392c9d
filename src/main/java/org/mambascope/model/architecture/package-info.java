/** Recognition of an architecture from weights, and its construction from arguments. */
package org.mambascope.model.architecture;
