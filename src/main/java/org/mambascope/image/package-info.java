/**
 * From files to a network's input: pictures, datasets of them, and preprocessing as the published
 * evaluations do it.
 */
package org.mambascope.image;
