package org.mambascope.image.mask;

import java.util.Arrays;

/**
 * COCO's text of run lengths: from the fourth on each less the last but one, in groups of five bits
 * from the lowest, as characters from {@code '0'} on; bit 5 says that more follow.
 */
public final class RleText {
    private static final int BITS = 5;
    private static final int MORE = 1 << BITS;
    private static final int SIGN = 1 << BITS - 1;
    private static final int FIRST = '0';

    /** Groups that a run of 32 bits takes. */
    private static final int MOST_GROUPS = 7;

    private RleText() {}

    /** The text of a mask. */
    public static String of(Rle rle) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rle.runs(); i++) {
            int left = i > 2 ? rle.run(i) - rle.run(i - 2) : rle.run(i);
            boolean more = true;
            while (more) {
                int group = left & MORE - 1;
                left >>= BITS;
                more = (group & SIGN) == 0 ? left != 0 : left != -1;
                text.append((char) (FIRST + (more ? group | MORE : group)));
            }
        }
        return text.toString();
    }

    /**
     * Run lengths of a text; whether they make up a mask is not checked.
     *
     * @throws IllegalArgumentException naming the place of a character that cannot be
     */
    public static int[] counts(String text) {
        int[] counts = new int[text.length()];
        int length = 0;
        int at = 0;
        while (at < text.length()) {
            long value = 0;
            int group;
            int groups = 0;
            do {
                group = at < text.length() ? text.charAt(at) - FIRST : -1;
                if (group < 0 || group >= 2 * MORE || groups == MOST_GROUPS) {
                    throw new IllegalArgumentException(
                            at < text.length()
                                    ? "“%s” at place %d".formatted(text.charAt(at), at)
                                    : "an end within a run");
                }
                value |= (long) (group & MORE - 1) << BITS * groups++;
                at++;
            } while ((group & MORE) != 0);
            if ((group & SIGN) != 0) {
                value |= -1L << BITS * groups;
            }
            counts[length] = (int) (length > 2 ? value + counts[length - 2] : value);
            length++;
        }
        return Arrays.copyOf(counts, length);
    }
}
