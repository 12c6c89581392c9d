/** What the user says of a model that its weights cannot tell, and of its pictures. */
package org.mambascope.ui.description;
