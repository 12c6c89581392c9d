package org.mambascope.base;

/**
 * Something that the user can understand and act on: its message is one sentence that says what was
 * expected, what was found, where, and what to do. Faces show the message, never a stack trace.
 */
public class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Problem(String message) {
        super(message);
    }

    public Problem(String message, Throwable cause) {
        super(message, cause);
    }
}
