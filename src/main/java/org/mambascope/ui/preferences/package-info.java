/** The preferences: brightness, size of texts, language. */
package org.mambascope.ui.preferences;
