package org.mambascope.model.plain;

/** How a Vim without class token makes one vector of its tokens. */
public enum Pooling {
    /** The last token stands for all. */
    NONE,
    /** Mean over the tokens. */
    MEAN,
    /** Every token is classified, and the largest logit of each class counts. */
    MAX
}
