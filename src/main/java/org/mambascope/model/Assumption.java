package org.mambascope.model;

/**
 * An argument of the original constructor that is assumed, since neither the weights nor their
 * description give it.
 *
 * @param argument as {@code use_middle_cls_token}
 * @param value assumed, as {@code --set} takes it
 * @param words its meaning, as {@code class token in the middle}
 * @param reason for this value
 */
public record Assumption(String argument, String value, String words, Reason reason) {
    /** Grounds for taking a value. */
    public enum Reason {
        /** The published models have it; others may differ, so opening such a model says so. */
        PUBLISHED("as in the published models"),
        /** The original's constructor has it unless told otherwise. */
        DEFAULT("the original's default");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /** For the user. */
        public String words() {
            return words;
        }
    }

    /** Returns true if other models are known to differ, so that it is worth a question. */
    public boolean isOpen() {
        return reason == Reason.PUBLISHED;
    }

    /** An assumption after the published models. */
    public Assumption(String argument, String value, String words) {
        this(argument, value, words, Reason.PUBLISHED);
    }
}
