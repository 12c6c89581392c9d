/** The offer to fetch what an NVIDIA GPU lacks. */
package org.mambascope.ui.gpu;
