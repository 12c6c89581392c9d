/**
 * Bytes of weight files: read in pieces, never outside of the file, from anywhere in it or from an
 * entry of a zip file. Files are read and not mapped, because a mapped file that is cut short ends
 * in an error of the Java machine, or the end of it, at an unforeseeable place.
 */
package org.mambascope.checkpoint.bytes;
