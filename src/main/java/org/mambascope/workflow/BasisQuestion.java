package org.mambascope.workflow;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Settings for comparing the bases of a layer's input.
 *
 * @param bits that weights and input are rounded to, 2 … 8
 * @param alpha smoothing strength, 0 … 1
 * @param quantised file whose smoothing scales are to be used, where it has some; otherwise those
 *     of {@code alpha} are
 */
public record BasisQuestion(int bits, double alpha, Optional<Path> quantised) {}
