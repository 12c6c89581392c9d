/** Preprocessing as other libraries describe it, said in this program's own entries. */
package org.mambascope.image.foreign;
