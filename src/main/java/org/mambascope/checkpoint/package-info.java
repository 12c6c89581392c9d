/**
 * Weight files: reads {@code .safetensors} files and what {@code torch.save} writes, and writes
 * {@code .safetensors}. A file is foreign data: every length, offset, shape and count is checked
 * before memory is taken, and nothing in a file can run code or touch another file. What is wrong
 * with one is said in a {@link org.mambascope.base.Problem} of one line.
 */
package org.mambascope.checkpoint;
