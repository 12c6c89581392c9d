package org.mambascope.quant;

/** How the range of values that a quantiser covers is found. */
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
     */
    record Search(double power, boolean triesMinMax) implements RangeRule {}

    /** PTQ4VM's search. */
    Search PUBLISHED_SEARCH = new Search(2.4, false);
}
