/** Files for other programs: SVG, PDF, PNG, NumPy, PyTorch. */
package org.mambascope.report.export;
