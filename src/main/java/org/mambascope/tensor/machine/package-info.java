/**
 * Machine code written at run time, for the few instructions that Java cannot be made to use. Knows
 * nothing of tensors.
 */
package org.mambascope.tensor.machine;
