package org.mambascope.model.token;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Layout in the original code of a tensor that a probe receives as (images, tokens, channels):
 * needed to compare tensors with the original's.
 */
public sealed interface TensorLayout {
    /** As the probe is given it. */
    TensorLayout TOKENS = new Tokens();

    /** Rearranges values to the original's layout. */
    NDArray arrange(NDArray value);

    /** As the probe is given it. */
    record Tokens() implements TensorLayout {
        @Override
        public NDArray arrange(NDArray value) {
            return value;
        }
    }

    /** (images, rows, columns, channels). */
    record ChannelsLast(int rows, int columns) implements TensorLayout {
        @Override
        public NDArray arrange(NDArray value) {
            Shape shape = value.getShape();
            return value.reshape(shape.get(0), rows, columns, shape.get(2));
        }
    }

    /** (images, channels, rows, columns). */
    record ChannelsFirst(int rows, int columns) implements TensorLayout {
        @Override
        public NDArray arrange(NDArray value) {
            Shape shape = value.getShape();
            return value.transpose(0, 2, 1).reshape(shape.get(0), shape.get(2), rows, columns);
        }
    }
}
