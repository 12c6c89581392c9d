/**
 * Machine code that is assembled when the program starts, for AVX2, AVX-512 and VNNI. <em>Code</em>
 * means machine code in this room and quantisation codes everywhere else.
 */
package org.mambascope.tensor.cpu.jit;
