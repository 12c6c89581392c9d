package org.mambascope.dataset.annotation;

/**
 * A kind of objects.
 *
 * @param id in files; ids may have gaps, and a model's classes are numbered without them
 * @param name for the user
 */
public record Category(long id, String name) {}
