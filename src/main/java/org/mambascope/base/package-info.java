/** The ground floor: what every room needs to speak with the user and to write files safely. */
package org.mambascope.base;
