/** Everything that the user can do, by name: menus, keys and the palette read one registry. */
package org.mambascope.ui.action;
