/** Published models by name, and new ones written with random weights. */
package org.mambascope.model.preset;
