/**
 * The choice of an implementation by device, precision and processor. Only this room knows all
 * implementations.
 */
package org.mambascope.tensor.dispatch;
