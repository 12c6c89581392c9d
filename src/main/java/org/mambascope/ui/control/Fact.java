package org.mambascope.ui.control;

/**
 * A figure with its name.
 *
 * @param name what it is
 * @param value with its unit
 * @param unusual whether it is out of the ordinary
 */
public record Fact(String name, String value, boolean unusual) {
    public static Fact of(String name, String value) {
        return new Fact(name, value, false);
    }
}
