/** Parts that a newcomer may add, each as a small example that is compiled and run. */
package org.mambascope.example;
