package org.mambascope.model.vim;

import org.mambascope.model.plain.PlainConfiguration;

/**
 * What a Vim is built from: the arguments of the original constructor, by their meaning.
 *
 * @param plain what every plain Visual Mamba has
 * @param directions in which a mixer scans
 * @param dividesOutput whether the two directions are averaged, not added
 * @param alternating whether blocks come in pairs, one forward and one backward
 */
public record VimConfiguration(
        PlainConfiguration plain,
        Directions directions,
        boolean dividesOutput,
        boolean alternating) {}
