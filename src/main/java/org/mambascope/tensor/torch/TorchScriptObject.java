package org.mambascope.tensor.torch;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.IValue;

/** An object of libtorch that is no tensor, such as packed weights. Its manager closes it. */
public final class TorchScriptObject {
    private final IValue value;

    TorchScriptObject(NDManager manager, IValue value) {
        this.value = value;
        manager.attachInternal(value.getUid(), value);
    }

    IValue value() {
        return value;
    }
}
