/**
 * From files to a network's input: decoding, resizing, preprocessing as the published evaluations
 * do it.
 */
package org.mambascope.image;
