/** Cards that show figures and save them. */
package org.mambascope.ui.figure;
