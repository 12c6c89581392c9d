package org.mambascope.model;

/**
 * An argument of the original constructor that was taken for granted, since neither the weights nor
 * their description tell it.
 *
 * @param argument as {@code use_middle_cls_token}
 * @param value that was taken, as {@code --set} takes it
 * @param words what that means, as {@code class token in the middle}
 * @param reason why this value
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

    /** Whether other models are known to differ, so that it is worth a question. */
    public boolean isOpen() {
        return reason == Reason.PUBLISHED;
    }

    /** An assumption after the published models. */
    public Assumption(String argument, String value, String words) {
        this(argument, value, words, Reason.PUBLISHED);
    }
}
