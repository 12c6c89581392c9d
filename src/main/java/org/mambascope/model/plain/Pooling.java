package org.mambascope.model.plain;

/** Pooling of a Vim's tokens to one vector where there is no class token. */
public enum Pooling {
    /** The last token represents the image. */
    NONE,
    /** Mean over the tokens. */
    MEAN,
    /** Every token is classified, and the largest logit of each class counts. */
    MAX
}
