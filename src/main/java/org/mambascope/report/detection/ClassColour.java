package org.mambascope.report.detection;

import java.awt.Color;

/**
 * Colours of classes that people with any colour vision tell apart: those of Okabe and Ito (2008)
 * without black, from the first again after the seventh class.
 */
enum ClassColour {
    ORANGE(0xe69f00),
    SKY_BLUE(0x56b4e9),
    BLUISH_GREEN(0x009e73),
    YELLOW(0xf0e442),
    BLUE(0x0072b2),
    VERMILION(0xd55e00),
    REDDISH_PURPLE(0xcc79a7);

    private final Color colour;

    ClassColour(int rgb) {
        colour = new Color(rgb);
    }

    /** The colour of a class, counted from 0. */
    static ClassColour of(int label) {
        return values()[label % values().length];
    }

    Color colour() {
        return colour;
    }

    /** Colour of words on it. */
    Color words() {
        return this == BLUE ? Color.WHITE : Color.BLACK;
    }
}
