/**
 * The workspace Observe: a map of where the model is fragile, and four figures of the chosen layer.
 */
package org.mambascope.ui.observe;
