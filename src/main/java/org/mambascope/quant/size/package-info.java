/** How large a quantised file will be, before anything is measured. */
package org.mambascope.quant.size;
