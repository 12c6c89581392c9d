/** Size of a quantised file, computed before anything is measured. */
package org.mambascope.quant.size;
