/**
 * Threads: a pool of workers, the parts of a job, the scratch memory of a thread, and how many
 * threads libtorch takes.
 */
package org.mambascope.tensor.cpu.thread;
