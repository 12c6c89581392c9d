/** What has to be numbers before a model can be quantised. */
package org.mambascope.quant.finite;
