package org.mambascope.report.chart;

import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.Range;
import org.mambascope.report.text.NumberFormatting;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;

/** A quiet axis: a thin line, few ticks at round values, its full range back after zooming. */
public final class FigureAxis extends NumberAxis {
    private static final long serialVersionUID = 1L;

    /** Which values are round. */
    public enum Steps {
        /** 1, 2, 5, 10 … and their tenths. */
        DECIMAL,
        /** Powers of two, for positions and channels. */
        BINARY,
        /** Whole exponents of ten: the axis runs over the logarithm of what it shows. */
        EXPONENT;

        double atLeast(double least) {
            return switch (this) {
                case DECIMAL -> {
                    double power = Math.pow(10, Math.floor(Math.log10(least)));
                    double lead = least / power;
                    yield power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
                }
                case BINARY ->
                        Math.max(1, Math.scalb(1, (int) Math.ceil(Math.log(least) / Math.log(2))));
                case EXPONENT -> Math.max(1, Math.ceil(least));
            };
        }

        String label(double value) {
            return this == EXPONENT
                    ? NumberFormatting.powerOfTen((int) Math.round(value))
                    : NumberFormatting.tick(value);
        }
    }

    private static final double HORIZONTAL_SPACING = 56;
    private static final double VERTICAL_SPACING = 30;
    private static final double MOST_TICKS = 10;

    private final Steps steps;

    public FigureAxis(String label, Steps steps, Range range, FigureTheme theme) {
        super(label);
        this.steps = steps;
        setDefaultAutoRange(range);
        setAutoRangeIncludesZero(false);
        setAutoRangeMinimumSize(Double.MIN_NORMAL);
        setLowerMargin(0);
        setUpperMargin(0);
        setRange(range);
        setAutoRange(true);
        quieten(this, theme);
        setNumberFormatOverride(new StepFormat(steps));
    }

    /** Thin line, no tick marks, small muted text. */
    public static void quieten(ValueAxis axis, FigureTheme theme) {
        axis.setAxisLinePaint(theme.axis());
        axis.setAxisLineStroke(PlotArea.HAIRLINE);
        axis.setTickMarksVisible(false);
        axis.setTickLabelFont(theme.tickFont());
        axis.setTickLabelPaint(theme.mutedText());
        axis.setTickLabelInsets(new RectangleInsets(3, 5, 3, 5));
        axis.setLabelFont(theme.tickFont());
        axis.setLabelPaint(theme.mutedText());
        axis.setLabelInsets(new RectangleInsets(2, 2, 2, 2));
    }

    @Override
    protected void selectAutoTickUnit(Graphics2D graphics, Rectangle2D area, RectangleEdge edge) {
        boolean horizontal = RectangleEdge.isTopOrBottom(edge);
        double pixels = Math.max(1, horizontal ? area.getWidth() : area.getHeight());
        double spacing =
                Math.max(horizontal ? HORIZONTAL_SPACING : VERTICAL_SPACING, pixels / MOST_TICKS);
        double least = getRange().getLength() * spacing / pixels;
        setTickUnit(new NumberTickUnit(steps.atLeast(least)), false, false);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /** Writes ticks. */
    private static final class StepFormat extends NumberFormat {
        private static final long serialVersionUID = 1L;
        private final Steps steps;

        StepFormat(Steps steps) {
            this.steps = steps;
        }

        @Override
        public StringBuffer format(double value, StringBuffer text, FieldPosition position) {
            return text.append(steps.label(value));
        }

        @Override
        public StringBuffer format(long value, StringBuffer text, FieldPosition position) {
            return format((double) value, text, position);
        }

        @Override
        public Number parse(String source, ParsePosition position) {
            throw new UnsupportedOperationException("axes only write");
        }
    }
}
