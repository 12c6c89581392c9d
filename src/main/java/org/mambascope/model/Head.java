package org.mambascope.model;

/** What a network makes of the tokens of its blocks: the answer of one task. */
public sealed interface Head permits ClassifierHead, DetectorHead {}
