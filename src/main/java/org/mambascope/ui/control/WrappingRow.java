package org.mambascope.ui.control;

import javafx.geometry.HPos;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.layout.Region;

/**
 * Two parts on one line, or below each other where they do not fit: nothing is cut off. What stands
 * on a line of its own may use all of its width, so that a text can wrap.
 */
public final class WrappingRow extends Region {
    private static final double GAP = 8;
    private static final double LINE_GAP = 2;

    private final Region first;
    private final Region second;
    private final boolean apart;

    /**
     * A row.
     *
     * @param apart whether the second part stands at the far end of the line, not beside the first
     */
    public WrappingRow(Region first, Region second, boolean apart) {
        this.first = first;
        this.second = second;
        this.apart = apart;
        getStyleClass().add("wrapping-row");
        getChildren().setAll(first, second);
        setMinWidth(0);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    private double inner(double width) {
        return width - snappedLeftInset() - snappedRightInset();
    }

    private static double wide(Region part) {
        return part.isManaged() ? Math.ceil(part.prefWidth(-1)) : 0;
    }

    private boolean fits(double inner) {
        return wide(second) == 0 || wide(first) + GAP + wide(second) <= inner;
    }

    @Override
    protected double computeMinWidth(double height) {
        return snappedLeftInset() + snappedRightInset();
    }

    @Override
    protected double computePrefWidth(double height) {
        double gap = wide(second) > 0 ? GAP : 0;
        return snappedLeftInset() + wide(first) + gap + wide(second) + snappedRightInset();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width < 0 ? getWidth() : width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double inner = width < 0 ? Double.MAX_VALUE : inner(width);
        double insets = snappedTopInset() + snappedBottomInset();
        return insets
                + (fits(inner)
                        ? Math.max(
                                height(first, inner), wide(second) > 0 ? height(second, inner) : 0)
                        : height(first, inner) + LINE_GAP + height(second, inner));
    }

    private static double height(Region part, double inner) {
        return part.prefHeight(Math.min(inner, wide(part)));
    }

    @Override
    protected void layoutChildren() {
        double left = snappedLeftInset();
        double top = snappedTopInset();
        double inner = inner(getWidth());
        double height = getHeight() - top - snappedBottomInset();
        if (fits(inner)) {
            double wide = wide(second);
            double place = apart ? left + inner - wide : left + wide(first) + GAP;
            layoutInArea(first, left, top, wide(first), height, 0, HPos.LEFT, VPos.CENTER);
            layoutInArea(second, place, top, wide, height, 0, HPos.LEFT, VPos.CENTER);
            return;
        }
        double line = height(first, inner);
        first.resizeRelocate(left, top, Math.min(inner, wide(first)), line);
        second.resizeRelocate(
                left, top + line + LINE_GAP, Math.min(inner, wide(second)), height(second, inner));
    }
}
