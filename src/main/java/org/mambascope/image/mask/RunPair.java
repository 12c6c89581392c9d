package org.mambascope.image.mask;

/** Walk along two masks of one size in stretches in which neither changes. */
final class RunPair {
    private final Side one;
    private final Side other;
    private int length;
    private boolean inOne;
    private boolean inOther;

    RunPair(Rle one, Rle other) {
        if (one.height() != other.height() || one.width() != other.width()) {
            throw new IllegalArgumentException(
                    "masks of %d × %d and %d × %d have no pixels in common"
                            .formatted(one.width(), one.height(), other.width(), other.height()));
        }
        this.one = new Side(one);
        this.other = new Side(other);
    }

    /** Goes to the next stretch; false at the end. */
    boolean next() {
        if (!one.ready() || !other.ready()) {
            return false;
        }
        inOne = one.isSet();
        inOther = other.isSet();
        length = Math.min(one.left, other.left);
        one.left -= length;
        other.left -= length;
        return true;
    }

    /** Pixels of the stretch. */
    int length() {
        return length;
    }

    boolean inOne() {
        return inOne;
    }

    boolean inOther() {
        return inOther;
    }

    private static final class Side {
        private final Rle rle;
        private int run = -1;
        private int left;

        Side(Rle rle) {
            this.rle = rle;
        }

        boolean ready() {
            while (left == 0 && run < rle.runs() - 1) {
                left = rle.run(++run);
            }
            return left > 0;
        }

        boolean isSet() {
            return run % 2 == 1;
        }
    }
}
