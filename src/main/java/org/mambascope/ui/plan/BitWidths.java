package org.mambascope.ui.plan;

import org.mambascope.quant.plan.LayerBits;
import org.mambascope.ui.text.Texts;

/** Where numbers of bits lie on a slider: 2 to 8 at their own places, off after them. */
final class BitWidths {
    static final int FEWEST = 2;
    static final int OFF_PLACE = 9;

    private BitWidths() {}

    static int at(double place) {
        int rounded = (int) Math.round(place);
        return rounded >= OFF_PLACE ? LayerBits.OFF : Math.max(FEWEST, rounded);
    }

    static int place(int bits) {
        return bits == LayerBits.OFF ? OFF_PLACE : bits;
    }

    static String words(int bits) {
        return bits == LayerBits.OFF ? Texts.of("bits.off") : Integer.toString(bits);
    }
}
