/** Quantise: how many bits every layer gets, what that does, and making it so. */
package org.mambascope.ui.quantise;
