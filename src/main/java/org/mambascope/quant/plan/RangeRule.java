package org.mambascope.quant.plan;

/** Rule for the range of values that a quantiser covers. */
public sealed interface RangeRule {
    /** From the smallest value to the largest. */
    record MinMax() implements RangeRule {}

    /**
     * All but the outermost values.
     *
     * @param percent of the values that lie below the range's upper end, and above its lower end
     */
    record Percentile(double percent) implements RangeRule {
        public Percentile {
            if (percent <= 50 || percent > 100) {
                throw new IllegalArgumentException("a percentile above the median is expected");
            }
        }
    }

    /**
     * The range with the smallest mean |error|^{@code power} of 100 or so.
     *
     * @param power 2 for the mean square
     * @param triesMinMax whether the range from smallest to largest is one of them; in PTQ4VM's
     *     search it is not
     * @param coarse whether a dozen ranges are enough, spread over the hundred
     */
    record Search(double power, boolean triesMinMax, boolean coarse) implements RangeRule {
        /** Among all hundred. */
        public Search(double power, boolean triesMinMax) {
            this(power, triesMinMax, false);
        }
    }

    /**
     * This rule, with fewer candidates where it searches: nearly as good, in a fraction of the
     * time.
     */
    default RangeRule coarser() {
        return this instanceof Search(double power, boolean triesMinMax, boolean _)
                ? new Search(power, triesMinMax, true)
                : this;
    }

    /** PTQ4VM's search. */
    Search PUBLISHED_SEARCH = new Search(2.4, false);
}
