package org.mambascope.report.figure;

import org.mambascope.activation.PointStatistics;
import org.mambascope.model.TokenOrder;
import org.mambascope.report.text.FigureTexts;

/** Kind of a figure's values, with names of the values and their positions. */
public enum Quantity {
    /** Activations of the model: tokens × channels over images. */
    ACTIVATION("activation", "token", "tokens"),
    /** Values inside a scan: tokens × channels or states over images. */
    SCAN("value", "token", "tokens"),
    /** Learned weights: output × input channels of one matrix. */
    WEIGHT("weight", "output", "outputs");

    private final String value;
    private final String position;
    private final String map;

    Quantity(String value, String position, String map) {
        this.value = value;
        this.position = position;
        this.map = map;
    }

    /** Place in the model of the drawn values, as {@code block 4 · out_proj · 32 images}. */
    public String caption(PointStatistics statistics) {
        String place =
                FigureTexts.of(
                        "caption.point", statistics.point().block(), statistics.point().kind());
        return this == WEIGHT
                ? place
                : place + " · " + FigureTexts.counted(statistics.images(), "image");
    }

    /** One value, as {@code activation}. */
    String value() {
        return FigureTexts.of("quantity." + value);
    }

    /** One position, as {@code token}. */
    String position() {
        return FigureTexts.of("position." + position);
    }

    /** The axis of positions, as {@code token position}. */
    String positionAxis() {
        return FigureTexts.of("position." + position + ".axis");
    }

    /** The axis of values, as {@code activation value}. */
    String valueAxis() {
        return this == SCAN
                ? FigureTexts.of("tail.value.axis")
                : FigureTexts.of("tail.axis", value());
    }

    /** The title of a map of positions and channels. */
    String map() {
        return FigureTexts.of("map." + map);
    }

    /** The title of what is drawn along positions, {@code range} or {@code variance}. */
    String profile(String what) {
        return FigureTexts.of(what + ".title." + position);
    }

    /** A position by its number and its token. */
    String nameOf(TokenOrder order, int index) {
        return this != WEIGHT ? TokenNames.of(order, index) : numbered(index);
    }

    /** A position by its number, as {@code token 19}. */
    String numbered(int index) {
        return FigureTexts.of("token.numbered", position(), index);
    }

    /** Name of the drawn quantity, with the number of images where that applies. */
    String over(String drawn, PointStatistics statistics) {
        return this != WEIGHT
                ? FigureTexts.of("over", drawn, FigureTexts.counted(statistics.images(), "image"))
                : drawn;
    }
}
