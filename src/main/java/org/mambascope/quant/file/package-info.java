/** Quantised models as files: packing, provenance, and opening them again. */
package org.mambascope.quant.file;
