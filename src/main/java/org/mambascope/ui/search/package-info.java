/** The bit search: layers ranked by sensitivity, budgets, plans. */
package org.mambascope.ui.search;
