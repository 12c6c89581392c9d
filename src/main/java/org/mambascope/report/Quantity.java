package org.mambascope.report;

import org.mambascope.activation.PointStatistics;
import org.mambascope.model.TokenOrder;

/** What the values of a figure are, and what its positions are called. */
public enum Quantity {
    /** What passes through the model: tokens × channels over images. */
    ACTIVATION("activation", "token", "token position", "Tokens × channels", "Token-wise"),
    /** What was learned: output × input channels of one matrix. */
    WEIGHT("weight", "output", "output channel", "Outputs × inputs", "Output-wise");

    private final String value;
    private final String position;
    private final String positionAxis;
    private final String map;
    private final String profile;

    Quantity(String value, String position, String positionAxis, String map, String profile) {
        this.value = value;
        this.position = position;
        this.positionAxis = positionAxis;
        this.map = map;
        this.profile = profile;
    }

    /** One value, as {@code activation}. */
    String value() {
        return value;
    }

    /** One position, as {@code token}. */
    String position() {
        return position;
    }

    /** The axis of positions, as {@code token position}. */
    String positionAxis() {
        return positionAxis;
    }

    /** The title of a map of positions and channels. */
    String map() {
        return map;
    }

    /** The beginning of a title of what is drawn along positions. */
    String profile() {
        return profile;
    }

    /** A position by its number and by what stands there. */
    String nameOf(TokenOrder order, int index) {
        return this == ACTIVATION ? TokenNames.of(order, index) : position + " " + index;
    }

    /** Over what statistics were made, with a word before it; empty if that goes without saying. */
    String over(String before, PointStatistics statistics) {
        return this == ACTIVATION
                ? before + NumberFormatting.counted(statistics.images(), "image")
                : "";
    }
}
