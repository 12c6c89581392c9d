package org.mambascope.model;

/**
 * What was assumed of a model since neither its weights nor its description tell.
 *
 * @param argument of the original constructor, as {@code use_middle_cls_token}
 * @param value that was taken, as {@code --set} takes it
 * @param words what that means, as {@code class token in the middle}
 */
public record Assumption(String argument, String value, String words) {}
