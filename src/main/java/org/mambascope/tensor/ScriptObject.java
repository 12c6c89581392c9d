package org.mambascope.tensor;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.IValue;

/** An object of libtorch that is no tensor, such as packed weights. Its manager closes it. */
final class ScriptObject {
    private final IValue value;

    ScriptObject(NDManager manager, IValue value) {
        this.value = value;
        manager.attachInternal(value.getUid(), value);
    }

    IValue value() {
        return value;
    }
}
